import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '#db/connection/transaction.ts';
import { type ContactChange, type ContactFields, readFields } from '#db/contacts/fields.ts';
import { updateWithin } from '#db/contacts/write.ts';
import { lastChange } from '#db/imports/last-change.ts';
import type { Brought } from '#db/imports/rows.ts';
import { CONTACT_FIELDS } from '#db/entities/crm/contact-history.ts';
import type { RowKept } from '#db/entities/crm/contact-import.ts';

const WORDS = ['fullName', 'code', 'vatCode', 'address', 'signatory', 'segment'] as const;

/** What of a contact is empty gets what the row says; nothing that somebody said goes. */
export async function fillEmpty(
  tx: Sql,
  contactId: string,
  said: ContactFields,
  by: string | null,
): Promise<Pick<Brought, 'result' | 'kept'>> {
  const was = await readFields(tx, contactId);
  const before = await lastChange(tx, contactId);
  if (!was || before === null) return { result: 'skipped', kept: null };
  const updated = await updateWithin(tx, contactId, changeOf(was, said), by);
  if (updated === null || typeof updated === 'string') return { result: 'skipped', kept: null };
  const [became, after] = [await readFields(tx, contactId), await lastChange(tx, contactId)];
  if (!updated.changed || !became || after === null) return { result: 'unchanged', kept: null };
  return { result: 'changed', kept: keptOf(was, became, { before, after }) };
}

function changeOf(was: ContactFields, said: ContactFields): ContactChange {
  const change: ContactChange = {};
  for (const field of WORDS) if (was[field] === '' && said[field] !== '') change[field] = said[field];
  if (was.managerId === null && said.managerId !== null) change.managerId = said.managerId;
  for (const list of ['phones', 'emails'] as const) {
    const news = said[list].filter(({ value }) => !was[list].some((point) => point.value === value));
    if (news.length > 0) change[list] = [...was[list], ...news.map((point) => ({ ...point, isMain: false }))];
  }
  if (was.kind === 'person' && was.companies.length === 0 && said.companies.length > 0)
    change.companies = said.companies;
  return change;
}

function keptOf(was: ContactFields, became: ContactFields, at: Pick<RowKept, 'before' | 'after'>): RowKept {
  const same = CONTACT_FIELDS.filter((field) => isDeepStrictEqual(was[field], became[field]));
  return { was: without(was, same), became: without(became, same), ...at };
}

export function without(
  fields: Partial<ContactFields>,
  left: readonly (keyof ContactFields)[],
): Partial<ContactFields> {
  const rest = { ...fields };
  for (const field of left) delete rest[field];
  return rest;
}
