import type { Context } from 'hono';
import type { z } from 'zod';
import { type ContactRow, findContact, findDuplicates } from '#db/contacts/read.ts';
import type { ContactChange } from '#db/contacts/fields.ts';
import { listContactChats } from '#db/contacts/chats.ts';
import { listHistory } from '#db/contacts/history.ts';
import { standingFor } from '#db/contacts/merging/read.ts';
import { companiesOf, peopleOf } from '#db/contacts/members.ts';
import { removeContact } from '#db/contacts/remove.ts';
import { addContact as keepNew, updateContact } from '#db/contacts/write.ts';
import { isActive } from '#db/people/colleagues.ts';
import { readSettings } from '#db/settings/read.ts';
import { me, viewerOf } from '../access/allow.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import type { contactChange, newContact } from './given.ts';
import { type Parts, readParts } from './read-parts.ts';
import { toCard, toContactChat, toHistory } from './schema.ts';

type Given = Omit<ContactChange, 'phones' | 'emails'> & Parts;
const momentOf = (seen: string | undefined): Date | undefined => (seen === undefined ? undefined : new Date(seen));

export async function addContact(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof newContact>) {
  if (given.managerId) await refuseStranger(deps, given.managerId);
  const added = await keepNew(
    deps.database.pool,
    { ...(await inE164(deps, given)), name: given.name },
    me(c).employee.id,
  );
  if (typeof added === 'string') throw new ApiError(added);
  deps.notifier.notify('routing');
  await note(deps, c, 'contact_added', { contact: added.id });
  return cardOf(deps, added);
}

export async function readCard(deps: ApiDeps, id: string) {
  return cardOf(deps, await known(deps, id));
}

export async function readChats(deps: ApiDeps, c: Context<ApiEnv>, id: string) {
  const { pool } = deps.database;
  const { id: contactId } = await known(deps, id);
  return (await listContactChats(pool, contactId, viewerOf(me(c)))).map(toContactChat);
}

export async function readHistory(deps: ApiDeps, id: string) {
  const { pool } = deps.database;
  return (await listHistory(pool, (await known(deps, id)).id)).map(toHistory);
}

export async function changeContact(
  deps: ApiDeps,
  c: Context<ApiEnv>,
  asked: string,
  { seen, ...given }: z.infer<typeof contactChange>,
) {
  const { id, manager } = await known(deps, asked);
  const change = await inE164(deps, given);
  // Who has left meanwhile may stay; nobody new who has left.
  if (given.managerId && given.managerId !== manager?.id) await refuseStranger(deps, given.managerId);
  const changed = await updateContact(deps.database.pool, id, { ...change, seen: momentOf(seen) }, me(c).employee.id);
  if (typeof changed === 'string') throw new ApiError(changed);
  if (!changed) throw new ApiError('NOT_FOUND');
  if (!changed.changed) return cardOf(deps, changed.row);
  deps.notifier.notify('change', 'routing');
  await note(deps, c, 'contact_changed', { contact: id, changed: Object.keys(given) });
  return cardOf(deps, changed.row);
}

export async function deleteContact(deps: ApiDeps, c: Context<ApiEnv>, asked: string): Promise<void> {
  const { id } = await known(deps, asked);
  if (!(await removeContact(deps.database.pool, id))) throw new ApiError('CONTACT_IN_USE');
  deps.notifier.notify('routing');
  await note(deps, c, 'contact_removed', { contact: id });
}

/** The contact, or the one it was merged into. */
export async function known({ database }: ApiDeps, id: string): Promise<ContactRow> {
  const found = await findContact(database.pool, await standingFor(database.pool, id));
  if (!found) throw new ApiError('NOT_FOUND');
  return found;
}

/** What is given, with phones and e-mails in their one spelling. */
async function inE164({ database }: ApiDeps, { points, phones, emails, ...given }: Given): Promise<ContactChange> {
  const { settings } = await readSettings(database.pool, null);
  return { ...given, ...readParts({ points, phones, emails }, settings.phoneCountry) };
}

async function refuseStranger({ database }: ApiDeps, managerId: string): Promise<void> {
  if (!(await isActive(database.pool, managerId))) throw new ApiError('UNKNOWN_EMPLOYEE', [{ path: 'managerId' }]);
}

/** A contact with those who share a phone or an e-mail with it. */
async function cardOf({ database }: ApiDeps, row: ContactRow) {
  const { pool } = database;
  const [companies, people, duplicates] = await Promise.all([
    companiesOf(pool, row.id),
    peopleOf(pool, row.id),
    findDuplicates(pool, row),
  ]);
  return toCard(row, { companies, people, duplicates });
}
