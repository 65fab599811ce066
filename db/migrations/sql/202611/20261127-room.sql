create table page_pace (page_id uuid not null, until timestamptz not null default '-infinity', primary key (page_id));
alter table page_pace add constraint page_pace_page_id_foreign
  foreign key (page_id) references page (id) on update cascade on delete cascade;
insert into page_pace (page_id) select id from page;
alter table message add column sending_by uuid null;
create index message_page_outbox_index on message (page_id, seq)
  where direction = 'out' and state in ('queued', 'sending', 'held', 'unknown');
alter table client add column relay_urgent boolean not null default false;
update client set relay_until = now() where inbox_rev > relayed_rev and relay_until is null;
create index inbound_event_parked_index on inbound_event (received_at) where parked;
drop index client_relay_index;
create index client_relay_index on client (page_id, relay_until) where inbox_rev > relayed_rev;
create index client_urgent_index on client (relay_until) where relay_urgent;
