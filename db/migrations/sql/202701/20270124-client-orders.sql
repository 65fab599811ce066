-- Which orders a client's chats are about, one of them the main one. It hangs on the client, so that the next chat has
-- it. The message is the one in which the client wrote by what their contact is known.
create table client_order (
  client_id uuid not null, order_id uuid not null, is_main boolean not null default false, why text not null,
  by_id text null, contact_message_id uuid null, at timestamptz not null default now(),
  primary key (client_id, order_id)
);
create index client_order_order_id_index on client_order (order_id);
create unique index client_order_main_index on client_order (client_id) where is_main;
alter table client_order add constraint client_order_client_id_foreign
  foreign key (client_id) references client (id) on update cascade on delete cascade;
alter table client_order add constraint client_order_order_id_foreign
  foreign key (order_id) references customer_order (id) on update cascade on delete cascade;
alter table client_order add constraint client_order_by_id_foreign
  foreign key (by_id) references employee (id) on delete set null;

-- What a document is made out for.
alter table document add column order_id uuid null;
alter table document add constraint document_order_id_foreign
  foreign key (order_id) references customer_order (id) on delete set null;
create index document_order_id_index on document (order_id);
