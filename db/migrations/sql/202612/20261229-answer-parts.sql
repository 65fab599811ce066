-- An answer of a text and files, or of several files, is several messages: the first is the answer, the others go out
-- with it.
alter table message add column part_of uuid null;
create index message_part_of_index on message (part_of) where part_of is not null;
