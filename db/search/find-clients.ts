import type { Sql } from '#db/connection/transaction.ts';
import { type Asked, escaped, phoneParts, WHOLE_PHONE } from './asked.ts';

/** By what a client is found. */
export type ClientKind = 'phone' | 'email' | 'name' | 'contact';

export interface FoundClient {
  clientId: string;
  kind: ClientKind;
  /** The words are how it begins, or of a phone how it ends. */
  isBeginning: boolean;
  /** What was found. */
  text: string;
}

const OF_CONTACT = (
  addresses: string,
): string => `(select cl.id, 'contact', false, k.name from contact k join client cl on cl.contact_id = k.id
     where cardinality($7::text[]) > 0 and trigrams(${addresses}) @> $7 and ${addresses} like all($8::text[])
     limit $5)`;

/** By each kind at most so many. */
const FOUND = `(select a.client_id as "clientId", 'phone' as kind,
       length($3) >= ${WHOLE_PHONE} and a.phone like '%' || $3 as "isBeginning", '+' || a.phone as text
     from client_address a where $3 <> '' and trigrams(a.phone || ' ' || a.email) @> trigrams(right($3, ${WHOLE_PHONE}))
       and a.phone like '%' || $3 || '%' limit $5)
   union all
   (select a.client_id, 'email', a.email like $4, a.email from client_address a
     where cardinality($6::text[]) > 0 and trigrams(a.phone || ' ' || a.email) @> $6 and a.email like all($2::text[])
     limit $5)
   union all
   (select n.client_id, 'name', n.folded like $4 or ' ' || n.folded like '% ' || $4, n.folded from client_words n
     where $9::boolean and name_parts(n.folded) @> $1::text[] and n.folded like all($2) limit $5)
   union all
   (select cl.id, 'contact', false, k.name from contact k join client cl on cl.contact_id = k.id
     where $10::boolean and name_parts(k.folded) @> $1 and k.folded like all($2) limit $5)
   union all
   ${OF_CONTACT(`addresses(k.phones, '{}')`)}
   union all
   ${OF_CONTACT(`addresses('{}', k.emails)`)}`;

/** Whether they are looked for by their own names, and by those of their contacts. */
interface ByNames {
  byName: boolean;
  byContact: boolean;
}

/**
 * Clients in whose phone, e-mail, name or linked contact the words stand, of each kind at most so many: of two words
 * both in the same.
 */
export async function findClients(tx: Sql, asked: Asked, most: number, by: ByNames): Promise<FoundClient[]> {
  const { rows } = await tx.query<FoundClient>(FOUND, valuesOf(asked, most, by));
  return rows;
}

/** Only who they are, as PostgreSQL writes a list, and how many were found. */
export async function findClientIds(
  tx: Sql,
  asked: Asked,
  most: number,
  by: ByNames,
): Promise<{ ids: string; count: number }> {
  const { rows } = await tx.query<{ ids: string; count: number }>(
    `select coalesce(array_agg(distinct f."clientId")::text, '{}') as ids, count(*)::int as count from (${FOUND}) f`,
    valuesOf(asked, most, by),
  );
  return rows[0] ?? { ids: '{}', count: 0 };
}

/** A pattern of what begins with the words. */
export const beginningOf = (words: string[]): string => `${escaped(words.join(' '))}%`;

function valuesOf({ nameParts, patterns, digits, parts, words }: Asked, most: number, by: ByNames): unknown[] {
  const begins = beginningOf(words);
  const ofAddress = digits === '' ? parts : phoneParts(digits);
  const anywhere = digits === '' ? patterns : [`%${digits}%`];
  return [nameParts, patterns, digits, begins, most, parts, ofAddress, anywhere, by.byName, by.byContact];
}
