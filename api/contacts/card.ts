import type { Context } from 'hono';
import type { z } from 'zod';
import { type ContactRow, findContact, findDuplicates } from '#db/contacts/read.ts';
import { insertContact, updateContact } from '#db/contacts/write.ts';
import { isActive } from '#db/people/colleagues.ts';
import { readSettings } from '#db/settings/read.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { type Parts, readParts } from './read-parts.ts';
import { type contactChange, type newContact, toContact } from './schema.ts';

export async function addContact(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newContact>) {
  const { pool } = deps.database;
  const { phones = [], emails = [] } = await inE164(deps, given);
  if (given.managerId !== null) await refuseStranger(deps, given.managerId);
  const added = await insertContact(pool, { ...given, phones, emails });
  deps.notifier.notify('routing');
  await note(deps, c, 'contact_added', { contact: added.id });
  return cardOf(deps, added);
}

export async function readCard(deps: ApiDeps, id: string) {
  return cardOf(deps, await known(deps, id));
}

export async function changeContact(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  id: string,
  given: z.infer<typeof contactChange>,
) {
  const { manager } = await known(deps, id);
  const parts = await inE164(deps, given);
  // Who has left meanwhile may stay; nobody new who has left.
  if (given.managerId && given.managerId !== manager?.id) await refuseStranger(deps, given.managerId);
  const changed = await updateContact(deps.database.pool, id, { ...given, ...parts });
  if (!changed) throw new ApiError('NOT_FOUND');
  if (!changed.changed) return cardOf(deps, changed.row);
  deps.notifier.notify('change', 'routing');
  await note(deps, c, 'contact_changed', { contact: id, changed: Object.keys(given) });
  return cardOf(deps, changed.row);
}

async function known({ database }: ApiDeps, id: string): Promise<ContactRow> {
  const found = await findContact(database.pool, id);
  if (!found) throw new ApiError('NOT_FOUND');
  return found;
}

async function inE164({ database }: ApiDeps, given: Parts) {
  const { settings } = await readSettings(database.pool, null);
  return readParts(given, settings.phoneCountry);
}

async function refuseStranger({ database }: ApiDeps, managerId: string): Promise<void> {
  if (!(await isActive(database.pool, managerId))) throw new ApiError('UNKNOWN_EMPLOYEE', [{ path: 'managerId' }]);
}

/** A contact with those who share a phone or an e-mail with it. */
async function cardOf({ database }: ApiDeps, row: ContactRow) {
  return { ...toContact(row), duplicates: await findDuplicates(database.pool, row) };
}
