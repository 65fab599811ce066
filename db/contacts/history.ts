import type { Person } from '#db/chats/row.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { ContactField } from '#db/entities/crm/contact-history.ts';

/** A field that is another one now. */
export interface FieldChange {
  field: ContactField;
  before: unknown;
  after: unknown;
}

/** A field that was changed, when, and by whom. */
export interface HistoryRow extends FieldChange {
  id: string;
  at: Date;
  author: Person | null;
}

/** Notes in the transaction of the change itself what the fields were. */
export async function keepHistory(
  tx: Sql,
  contactId: string,
  by: string | null,
  changes: readonly FieldChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await tx.query(
    `insert into contact_history (contact_id, author_id, field, before, after)
     select $1::uuid, $2::text, c.field, nullif(c.before, 'null'), nullif(c.after, 'null')
     from unnest($3::text[], $4::jsonb[], $5::jsonb[]) as c(field, before, after)`,
    [
      contactId,
      by,
      changes.map(({ field }) => field),
      changes.map(({ before }) => JSON.stringify(before)),
      changes.map(({ after }) => JSON.stringify(after)),
    ],
  );
}

export const HISTORY_COLUMNS = `h.id::text as id, h.at, h.field, h.before, h.after,
  case when e.id is not null then json_build_object('id', e.id, 'name', e.name) end as author`;
export const HISTORY_TABLES = 'contact_history h left join employee e on e.id = h.author_id';

/** More is in the audit. */
const SHOWN = 500;

/** What of a contact was changed, the newest first. */
export async function listHistory(sql: Sql, contactId: string): Promise<HistoryRow[]> {
  const { rows } = await sql.query<HistoryRow>(
    `select ${HISTORY_COLUMNS} from ${HISTORY_TABLES}
     where h.contact_id = $1 order by h.id desc limit ${SHOWN}`,
    [contactId],
  );
  return rows;
}
