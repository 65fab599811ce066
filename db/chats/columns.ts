import { named } from '#db/records/links.ts';

export const CHAT_COLUMNS = `
  c.id, c.number, c.status, c.phase, c.no_contact as "noContact", cl.phone, cl.email, c.unread,
    c.waiting_since as "waitingSince", c.window_until as "windowUntil",
  c.window_possible_until as "windowPossibleUntil",
  c.window_reason as "windowReason", c.deadlines, c.rung, c.finished_at as "finishedAt",
    c.finished_by_id as "finishedBy", c.created_at as "createdAt",
  c.last_contact_at as "lastContactAt", c.version, c.client_id as "clientId", cl.first_name as "firstName",
  cl.last_name as "lastName", c.page_id as "pageId", p.name as "pageName",
  (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by o.position), '[]')
   from chat_operator o join employee e on e.id = o.employee_id where o.chat_id = c.id) as operators,
  (select json_build_object('id', k.id, 'name', k.name, 'segment', k.segment,
     'manager', case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end)
   from contact k left join employee e on e.id = k.manager_id where k.id = cl.contact_id) as contact,
  (select json_build_object('id', l.id, 'number', l.number, 'name', l.name) from client_lead x
   join lead l on l.id = x.lead_id join record_status s on s.id = l.status_id
   where x.client_id = c.client_id and l.archived_at is null
   order by ${named('l')} limit 1) as lead,
  (select json_build_object('id', m.id, 'direction', m.direction, 'via', m.via, 'text', left(m.text, 300),
     'kind', m.kind, 'state', m.state,
     'reason', m.reason_code, 'attachment', m.attachments -> 0 ->> 'type', 'authorId', m.author_id,
     'at', floor(extract(epoch from m.at) * 1000))
   from message m where m.chat_id = c.id order by m.at desc, m.seq desc limit 1) as "lastMessage",
  (select json_build_object('kind', m.kind, 'text', left(m.text, 300), 'attachment', m.attachments -> 0 ->> 'type',
     'at', floor(extract(epoch from m.at) * 1000))
   from message m where m.chat_id = c.id and m.direction = 'in' order by m.at desc, m.seq desc limit 1) as "clientSaid",
  (select json_build_object('at', floor(extract(epoch from d.at) * 1000),
     'by', case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end)
   from deleted_chat d left join employee e on e.id = d.by_id where d.chat_id = c.id) as deleted,
  coalesce((select true from message m where m.client_id = c.client_id and m.chat_id = c.id
    and m.direction = 'out' and m.state = 'held' limit 1), false) as held,
  case when c.status <> 'finished' and not c.led
   then json_build_object(
     'since', floor(extract(epoch from coalesce(w.since, c.waiting_since, c.last_contact_at)) * 1000),
     'reason', case when w.chat_id is not null then coalesce(w.reason, 'seeking') when c.phase <> 'open'
       then 'collecting'
       when c.status = 'answered' then 'answered' else 'not_decided' end,
     'recordId', w.record_id) end as waiting`;

export const CHAT_TABLES = `chat c join client cl on cl.id = c.client_id join page p on p.id = c.page_id
  left join waiting_room w on w.chat_id = c.id`;
