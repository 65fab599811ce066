import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { mergeContacts } from '#db/contacts/merging/merge.ts';
import { listCandidates, listMerges } from '#db/contacts/merging/read.ts';
import { type Stayed, undoMerge } from '#db/contacts/merging/undo.ts';
import { me } from '../access/allow.ts';
import { allow } from '../access/crm.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { asWholeList } from '../http/fields.ts';
import { known, readCard } from './card.ts';
import { mergeOperations } from './merge-operations.ts';
import { mergePath, newMerge, toCandidate, toMerge } from './merge-schema.ts';
import { contactPath } from './schema.ts';

/** Contacts that are one and the same: found, made one, and parted again. */
export const contactMerges = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/:id/duplicates',
      allow('signed_in', deps),
      describe(mergeOperations.candidates),
      check('param', contactPath),
      async (c) => c.json(asWholeList(await candidates(deps, c.req.valid('param').id))),
    )
    .get(
      '/:id/merges',
      allow('signed_in', deps),
      describe(mergeOperations.list),
      check('param', contactPath),
      async (c) => c.json(asWholeList(await merges(deps, c.req.valid('param').id))),
    )
    .post(
      '/:id/merges',
      allow('writer', deps),
      describe(mergeOperations.merge),
      check('param', contactPath),
      check('json', newMerge),
      async (c) => c.json(await merge(deps, c, c.req.valid('param').id, c.req.valid('json')), 201),
    )
    .delete(
      '/:id/merges/:mergeId',
      allow('admin', deps),
      describe(mergeOperations.undo),
      check('param', mergePath),
      async (c) => c.json(await undo(deps, c, c.req.valid('param'))),
    );

async function candidates(deps: ApiDeps, id: string) {
  return (await listCandidates(deps.database.pool, await known(deps, id))).map(toCandidate);
}

async function merges(deps: ApiDeps, id: string) {
  return (await listMerges(deps.database.pool, (await known(deps, id)).id)).map(toMerge);
}

async function merge(deps: ApiDeps, c: Context<ApiEnv>, id: string, given: z.infer<typeof newMerge>) {
  const winnerId = (await known(deps, id)).id;
  const { loserId, fields } = given;
  const merged = await mergeContacts(deps.database.pool, {
    winnerId,
    loserId,
    choices: fields,
    by: me(c).employee.id,
  });
  if (!merged) throw new ApiError('CANNOT_MERGE');
  deps.notifier.notify('inbox', 'change', 'routing');
  await note(deps, c, 'contacts_merged', { contact: winnerId, loser: loserId, merge: merged });
  return { id: merged, contact: await readCard(deps, winnerId) };
}

async function undo(deps: ApiDeps, c: Context<ApiEnv>, { id, mergeId }: z.infer<typeof mergePath>) {
  const undone = await undoMerge(deps.database.pool, mergeId, id, me(c).employee.id);
  if (undone === 'MERGED_SINCE') throw new ApiError(undone);
  if (!undone) throw new ApiError('NOT_FOUND');
  deps.notifier.notify('inbox', 'change', 'routing');
  await note(deps, c, 'contacts_parted', { contact: id, merge: mergeId });
  const { kept, stayed } = undone;
  const count = (of: Stayed['kind']) => stayed.filter(({ kind }) => kind === of).length;
  const counts = {
    clients: count('client'),
    documents: count('document'),
    leads: count('lead'),
    orders: count('order'),
  };
  return { contact: await readCard(deps, id), kept, stayed: counts, left: stayed };
}
