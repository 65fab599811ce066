-- Of a client's leads one is the main one, as of their orders: the first that is open, else the first.
alter table client_lead add column is_main boolean not null default false;
update client_lead x set is_main = true from (
  select distinct on (c.client_id) c.client_id, c.lead_id from client_lead c join lead l on l.id = c.lead_id
    join record_status s on s.id = l.status_id
  order by c.client_id, l.archived_at is not null, s.meaning not in ('new', 'in_work'), c.at, c.lead_id
) main where x.client_id = main.client_id and x.lead_id = main.lead_id;
create unique index client_lead_main_index on client_lead (client_id) where is_main;
