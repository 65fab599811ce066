import type { LeadFilter } from '#db/leads/list.ts';

/** SQL for whether a lead or an order fits, by the values `$1` to `$6`; what they are comes of `narrowedBy`. */
export const NARROWED = (of: 'l' | 'r'): string => `(${of}.archived_at is not null) = $6::boolean
  and ($1::text is null or ${of}.status_id in (select s.id from record_status s where s.meaning = $1))
  and ($2::uuid is null or ${of}.status_id = $2) and ($3::uuid is null or ${of}.source_id = $3)
  and ($4::text is null or ($4 = 'none' and ${of}.owner_id is null) or ${of}.owner_id = $4)
  and ($5::uuid is null or ${of}.contact_id = $5)`;

export const narrowedBy = (filter: Omit<LeadFilter, 'sort'>) => [
  filter.meaning,
  filter.statusId,
  filter.sourceId,
  filter.ownerId,
  filter.contactId,
  filter.archived,
];
