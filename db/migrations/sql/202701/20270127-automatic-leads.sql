-- Leads that chats want by their settings: of each chat one, which is under way until it was made, or left out for a
-- reason. What it has at the CRM stands here, so that whoever goes on after a kill makes no other one.
create table lead_request (
  chat_id uuid not null, rule text not null, source_id uuid null, state text not null default 'waiting',
  outcome jsonb null, wanted_at timestamptz not null, settled_at timestamptz null, primary key (chat_id)
);
alter table lead_request add constraint lead_request_chat_id_foreign
  foreign key (chat_id) references chat (id) on update cascade on delete cascade;
alter table lead_request add constraint lead_request_source_id_foreign
  foreign key (source_id) references source (id) on delete set null;
create index lead_request_source_id_index on lead_request (source_id);
-- Those under way, and who settled since a moment.
create index lead_request_settled_at_index on lead_request (settled_at);
-- By which whoever asks twice for one lead gets the same.
alter table lead add column key text null;
create unique index lead_key_unique on lead (key) where key is not null;
