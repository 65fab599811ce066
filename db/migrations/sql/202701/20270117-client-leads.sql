-- Which leads a client's chats are about: a person linked one, or made it out of a chat. It hangs on the client, so
-- that the next chat has it. The messages are those that a phone and an e-mail of a lead were taken from.
create table client_lead (
  client_id uuid not null, lead_id uuid not null, why text not null, by_id text null, phone_message_id uuid null,
  email_message_id uuid null, at timestamptz not null default now(), primary key (client_id, lead_id)
);
create index client_lead_lead_id_index on client_lead (lead_id);
alter table client_lead add constraint client_lead_client_id_foreign
  foreign key (client_id) references client (id) on update cascade on delete cascade;
alter table client_lead add constraint client_lead_lead_id_foreign
  foreign key (lead_id) references lead (id) on update cascade on delete cascade;
alter table client_lead add constraint client_lead_by_id_foreign
  foreign key (by_id) references employee (id) on delete set null;
create index lead_phone_index on lead (phone) where phone is not null;
create index lead_email_index on lead (email) where email is not null;
