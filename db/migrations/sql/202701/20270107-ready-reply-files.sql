-- Files that go out with a ready reply, in their order. A file that one names is kept; what none names any more goes
-- like every other that was not sent.
create table ready_reply_file (
  ready_reply_id uuid not null, file_id uuid not null, place int not null,
  primary key (ready_reply_id, file_id)
);
create index ready_reply_file_file_id_index on ready_reply_file (file_id);
alter table ready_reply_file add constraint ready_reply_file_ready_reply_id_foreign
  foreign key (ready_reply_id) references ready_reply (id) on update cascade on delete cascade;
alter table ready_reply_file add constraint ready_reply_file_file_id_foreign
  foreign key (file_id) references file (id) on update cascade on delete restrict;
