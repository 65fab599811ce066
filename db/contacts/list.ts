import type { Pool } from 'pg';
import { CONTACT_COLUMNS, CONTACT_TABLES, type ContactRow } from './read.ts';

export interface ContactFilter {
  q: string;
  /** An employee's id, or `none` for contacts without a personal manager. */
  managerId: string | null;
  segment: string | null;
  limit: number;
  offset: number;
  /** Only what comes after this one. */
  after: { name: string; id: string } | null;
}

/** In the database's own order of letters, І and Є stand before А. */
const NAME = 'k.name collate "uk-x-icu"';

/** Contacts that fit, by name, and how many there are in all. */
export async function listContacts(pool: Pool, filter: ContactFilter): Promise<{ rows: ContactRow[]; total: number }> {
  const where = `k.merged_into_id is null and ($1 = '' or k.folded like fold($2)
    or exists (select 1 from unnest(k.emails) as email where email ilike $2)
      or exists (select 1 from unnest(k.phones) as phone
        where ($3 <> '' and strpos(phone, $3) > 0) or ($4 <> '' and phone ~ ('^\\+\\d{1,3}' || $4))))
    and ($5::text is null or ($5 = 'none' and k.manager_id is null) or k.manager_id = $5)
    and ($6::text is null or k.segment = $6)`;
  const { anywhere, national } = digitsOf(filter.q);
  const words = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
  const values = [filter.q, words, anywhere, national, filter.managerId, filter.segment];
  const [list, count] = await Promise.all([
    pool.query<ContactRow>(
      `select ${CONTACT_COLUMNS} from ${CONTACT_TABLES} where ${where}
         and ($9::text is null or (${NAME}, k.id) > ($9 collate "uk-x-icu", $10::uuid))
       order by ${NAME}, k.id limit $7 offset $8`,
      [...values, filter.limit, filter.offset, filter.after?.name ?? null, filter.after?.id ?? null],
    ),
    pool.query<{ total: string }>(`select count(*) as total from ${CONTACT_TABLES} where ${where}`, values),
  ]);
  return { rows: list.rows, total: Number(count.rows[0]?.total ?? 0) };
}

/** Fewer digits are in every number. */
const FEWEST_DIGITS = 3;

/**
 * The digits of a search for a phone: anywhere in it, or, after the zero that went with the country, at its beginning.
 */
function digitsOf(q: string): { anywhere: string; national: string } {
  const digits = /^[+\d\s().-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  if (digits.length < FEWEST_DIGITS) return { anywhere: '', national: '' };
  return { anywhere: digits, national: digits.startsWith('0') ? digits.replace(/^0+/, '') : '' };
}
