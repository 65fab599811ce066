import type { Context } from 'hono';
import type { z } from 'zod';
import { CallFailed } from '#activities/crm/call.ts';
import { neighbourInForce } from '#activities/crm/in-force.ts';
import { findNeighbour } from '#db/neighbour/keep.ts';
import { findWho } from '#db/neighbour/who.ts';
import { type Asked, askTask, changeTask } from '#db/neighbour/tasks.ts';
import { me } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { reachedBy } from '../contacts/read-parts.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { linksOf } from '../links/acts.ts';
import type { outsideDocuments, outsideTask } from './schema.ts';

/** An answer of ours has to come in time, whatever the neighbour does. */
const DOCUMENTS_MS = 3_500;

type Documents = z.infer<typeof outsideDocuments>;

export async function documentsOf(deps: ApiDeps, c: Context<ApiEnv>): Promise<Documents> {
  const { pool } = deps.database;
  const { crmHosts: hosts, keyring, publicUrl } = deps;
  const limits = { wholeMs: DOCUMENTS_MS / 2 };
  const crm = await neighbourInForce({ pool, keyring, crm: { hosts, publicUrl, limits } });
  if (!crm) return { items: [], reason: 'off' };
  try {
    const { people } = await crm.findPerson(await findWho(pool, c.get('chat').id));
    const lists = await Promise.all(
      people.map(async (person) =>
        (await crm.listDocuments(person.id)).map(({ fileUrl, ...document }) => ({
          ...document,
          person,
          goesAs: fileUrl === null ? linkOf(document.url) : ('file' as const),
        })),
      ),
    );
    return { items: lists.flat(), reason: null };
  } catch (error) {
    if (error instanceof CallFailed) return { items: [], reason: error.reason };
    throw error;
  }
}

const linkOf = (url: string | null): 'link' | null => (url === null ? null : 'link');

/** Keeps what is asked: whoever asks waits for nobody. */
export async function ask(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof outsideTask>) {
  const { pool } = deps.database;
  if (!(await findNeighbour(pool))?.isOn) throw new ApiError('NEIGHBOUR_OFF');
  const { id, number } = c.get('chat');
  await askTask(pool, id, me(c).employee.id, given.key, await toAsked(deps, given));
  await note(deps, c, 'neighbour_asked', { what: given.kind, chat: number });
  deps.notifier.notify('leads', 'change');
  return linksOf(deps, c);
}

async function toAsked(deps: ApiDeps, given: z.infer<typeof outsideTask>): Promise<Asked> {
  if (given.kind === 'order') return { kind: 'order', asked: given.order };
  if (given.kind === 'document')
    return { kind: 'document', asked: { documentId: given.document.id, name: given.document.name } };
  const { phone = null, email = null } = await reachedBy(deps, given.lead);
  return { kind: 'lead', asked: { ...given.lead, phone, email } };
}

export async function change(deps: ApiDeps, c: Context<ApiEnv>, id: string, word: 'again' | 'withdraw') {
  const { id: chatId, number } = c.get('chat');
  if (!(await changeTask(deps.database.pool, chatId, id, word))) throw new ApiError('NOT_FOUND');
  await note(deps, c, word === 'again' ? 'neighbour_asked' : 'neighbour_withdrawn', { task: id, chat: number });
  deps.notifier.notify('leads', 'change');
  return linksOf(deps, c);
}
