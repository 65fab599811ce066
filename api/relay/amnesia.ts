import { requeueAll } from '#db/inbox/again.ts';
import { listOpenChats, type OpenChat } from '#db/inbox/open-chats.ts';
import { findFact, saveFact } from '#db/installation.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { isEngineAway, registerSearchAttributes } from '#platform/temporal.ts';
import type { Work } from '#platform/room.ts';
import type { RelayDeps } from './relay.ts';
import { ENGINE_DEADLINE_MS, ensureChat } from './tell.ts';

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 20;
const ENGINE = 'engine';

/**
 * Notices that the engine is not the one we knew (its data was lost, its namespace replaced) and starts every open chat again
 * from what PostgreSQL keeps. A namespace's id is made anew with its data.
 */
export function watchEngine(deps: RelayDeps, recovered: () => void): Work {
  let known: string | null = null;
  const pass = async (): Promise<boolean> => {
    const engine = await engineId(deps);
    if (engine === known) return false;
    await registerSearchAttributes(deps.temporal);
    const remembered = await findFact<string>(deps.pool, ENGINE);
    if (remembered !== null && remembered !== engine) await rebuild(deps);
    await saveFact(deps.pool, ENGINE, engine);
    known = engine;
    recovered();
    return false;
  };
  return { name: 'engine', everyMs: LOOK_EVERY_MS, topics: [], pass };
}

async function engineId({ temporal }: RelayDeps): Promise<string> {
  const described = await temporal.withDeadline(Date.now() + ENGINE_DEADLINE_MS, () =>
    temporal.workflowService.describeNamespace({ namespace: temporal.options.namespace }),
  );
  return described.namespaceInfo?.id ?? '';
}

/** Fine to run twice, and in several processes at once: a chat that runs already is left alone. */
export async function rebuild(deps: RelayDeps): Promise<number> {
  let count = 0;
  for (let after = 0; ;) {
    const chats = await listOpenChats(deps.pool, after, AT_ONCE);
    const last = chats.at(-1);
    if (!last) break;
    await Promise.all(chats.map((chat) => startAgain(deps, chat)));
    count += chats.length;
    after = last.number;
  }
  await requeueAll(deps.pool);
  deps.log.warn({ count }, 'the engine had lost its data: open chats were started again');
  return count;
}

/** One that cannot be started is put aside: the others are not left without their chat. */
async function startAgain({ pool, temporal, log }: RelayDeps, chat: OpenChat): Promise<void> {
  try {
    await ensureChat(temporal, chat);
  } catch (error) {
    if (isEngineAway(error)) throw error;
    log.error({ error, client: chat.clientId }, 'a chat could not be started again');
    const { clientId: ref, pageId } = chat;
    await noticeTrouble(pool, { kind: 'chat_without_workflow', ref, pageId, reason: 'not_started' });
  }
}
