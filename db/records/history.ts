import { recordChange } from '#db/changes/record.ts';
import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { RecordField } from '#db/entities/records/record-history.ts';
import type { RecordKind } from '#db/entities/records/source.ts';

/** A field that is another one now. */
export interface RecordChange {
  field: RecordField;
  before: unknown;
  after: unknown;
}

/** A field that was changed, when, and by whom. */
export interface RecordHistoryRow extends RecordChange {
  id: string;
  at: Date;
  author: Person | null;
}

/** Which one of a kind. */
export interface WhichRecord {
  kind: RecordKind;
  id: string;
}

/** What of these fields is another one now. */
export function recordChanges(
  was: Partial<Record<RecordField, unknown>>,
  now: Partial<Record<RecordField, unknown>>,
  fields: readonly RecordField[],
): RecordChange[] {
  return fields.flatMap((field) => {
    const [before, after] = [was[field], now[field]];
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ field, before, after }];
  });
}

/** Notes in the transaction of the change itself what the fields were; windows that show it hear of it. */
export async function keepRecordHistory(
  tx: Sql,
  { kind, id }: WhichRecord,
  by: string | null,
  changes: readonly RecordChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `insert into record_history (lead_id, order_id, author_id, field, before, after)
     select case $1::text when 'lead' then $2::uuid end, case $1::text when 'order' then $2::uuid end, $3::text,
       c.field, nullif(c.before, 'null'), nullif(c.after, 'null')
     from unnest($4::text[], $5::jsonb[], $6::jsonb[]) as c(field, before, after)`,
    [
      kind,
      id,
      by,
      changes.map(({ field }) => field),
      changes.map(({ before }) => JSON.stringify(before ?? null)),
      changes.map(({ after }) => JSON.stringify(after ?? null)),
    ],
  );
  await recordChange(tx, [{ kind: 'record', pageId: null, chatId: null, ref: id }]);
}

/** Ids say whom they name, as that is called now. */
const named = (value: string): string => `case h.field
  when 'statusId' then (select jsonb_build_object('id', s.id, 'name', s.name, 'meaning', s.meaning)
    from record_status s where s.id::text = ${value} #>> '{}')
  when 'sourceId' then (select jsonb_build_object('id', o.id, 'name', o.name) from source o
    where o.id::text = ${value} #>> '{}')
  when 'ownerId' then (select jsonb_build_object('id', p.id, 'name', p.name) from employee p
    where p.id = ${value} #>> '{}')
  when 'contactId' then (select jsonb_build_object('id', k.id, 'name', k.name) from contact k
    where k.id::text = ${value} #>> '{}')
  else ${value} end`;

export const RECORD_HISTORY_COLUMNS = `h.id::text as id, h.at, h.field, ${named('h.before')} as before,
  ${named('h.after')} as after,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as author`;
export const RECORD_HISTORY_TABLES = 'record_history h left join employee e on e.id = h.author_id';

/** More is in the audit. */
const SHOWN = 500;

/** What of a lead or an order was changed, the newest first. */
export async function listRecordHistory(sql: Sql, { kind, id }: WhichRecord): Promise<RecordHistoryRow[]> {
  const { rows } = await sql.query<RecordHistoryRow>(
    `select ${RECORD_HISTORY_COLUMNS} from ${RECORD_HISTORY_TABLES}
     where case $1::text when 'lead' then h.lead_id = $2::uuid else h.order_id = $2::uuid end
     order by h.id desc limit ${SHOWN}`,
    [kind, id],
  );
  return rows;
}
