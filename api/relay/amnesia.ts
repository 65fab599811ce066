import { requeueAll } from '#db/inbox/inputs.ts';
import { listOpenChats } from '#db/inbox/open-chats.ts';
import { findFact, saveFact } from '#db/installation.ts';
import { registerSearchAttributes } from '#platform/temporal.ts';
import { type Loop, startLoop } from '#platform/loop.ts';
import type { RelayDeps } from './relay.ts';
import { ENGINE_DEADLINE_MS, ensureChat } from './tell.ts';

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 20;
const ENGINE = 'engine';

/**
 * Notices that the engine is not the one we knew (its data was lost, its namespace replaced) and starts every open chat again
 * from what PostgreSQL keeps. A namespace's id is made anew with its data.
 */
export function watchEngine(deps: RelayDeps, recovered: () => void): Loop {
  let known: string | null = null;
  return startLoop('engine', deps.log, LOOK_EVERY_MS, async () => {
    const engine = await engineId(deps);
    if (engine === known) return false;
    await registerSearchAttributes(deps.temporal);
    const remembered = await findFact<string>(deps.pool, ENGINE);
    if (remembered !== null && remembered !== engine) await rebuild(deps);
    await saveFact(deps.pool, ENGINE, engine);
    known = engine;
    recovered();
    return false;
  });
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
    await Promise.all(chats.map((chat) => ensureChat(deps.temporal, chat)));
    count += chats.length;
    after = last.number;
  }
  await requeueAll(deps.pool);
  deps.log.warn({ count }, 'the engine had lost its data: open chats were started again');
  return count;
}
