/** What leads and orders tell of the rest of the company; the tables are those of `joinedParts`. */
export const PARTS_COLUMNS = `
  json_build_object('id', s.id, 'name', s.name, 'meaning', s.meaning) as status,
  case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as source,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as owner,
  case when k.id is not null then json_build_object('id', k.id, 'name', k.name) end as contact`;

/** `s` status, `o` source, `e` owner and `k` contact of what is called so. */
export const joinedParts = (record: string): string => `join record_status s on s.id = ${record}.status_id
  left join source o on o.id = ${record}.source_id left join employee e on e.id = ${record}.owner_id
  left join contact k on k.id = ${record}.contact_id`;
