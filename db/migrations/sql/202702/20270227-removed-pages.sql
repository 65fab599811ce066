-- Pages that an admin removed: their chats and what was said in them stay; while one is leaving, Meta is to be told.
alter table page add column removed_at timestamptz null, add column leaving_since timestamptz null;
