import type { Pool } from 'pg';
import type { Notifier, Topic } from '#db/notify/notifier.ts';
import { nextInPace } from '#db/outbox/pace.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Logger } from '#platform/log.ts';
import type { FileStore } from '#platform/store/file-store.ts';
import type { Job } from '#platform/background.ts';
import type { Graph } from '../messenger/graph.ts';
import { ofHumanAgent, type Verdict } from '../messenger/verdict.ts';
import { callMeta } from './call.ts';
import { claims, type UnderWay } from './claims.ts';
import { ResultWriter } from './result-writer.ts';
import { createFileCache } from './file-cache.ts';
import { createUploader, type Uploader } from './uploads.ts';

/** Calls under way at once. */
const AT_ONCE = 256;
const LOOK_EVERY_MS = 1_000;

export interface SenderDeps {
  pool: Pool;
  store: FileStore;
  graph: Graph;
  keyring: Keyring;
  notifier: Notifier;
  log: Logger;
}

/**
 * Sends what the chats released: each message once, per client in order, in turn of every page. Any number of senders
 * may run.
 */
export function sender(deps: SenderDeps): Job<Topic> {
  const underWay = new Map<string, UnderWay>();
  const uploader = createUploader(deps, createFileCache(deps.pool, deps.store));
  const results = new ResultWriter(deps);
  const claim = claims(deps.pool, underWay);
  const begin = (message: Outgoing, wake: () => void): void => {
    const done = sendOne(deps, uploader, results, message).finally(() => {
      underWay.delete(message.id);
      wake();
    });
    underWay.set(message.id, { pageId: message.pageId, done });
  };
  return {
    name: 'sender',
    everyMs: LOOK_EVERY_MS,
    topics: ['outbox'],
    pass: async (wake) => {
      const free = AT_ONCE - underWay.size;
      if (free === 0) return false;
      const claimed = await claim(free);
      if (claimed.length === 0) return (await nextInPace(deps.pool)) ?? false;
      deps.notifier.notify('change');
      for (const message of claimed) begin(message, wake);
      return true;
    },
    settle: async () => {
      results.giveUp();
      await Promise.all([...underWay.values()].map(({ done }) => done));
    },
  };
}

async function sendOne(deps: SenderDeps, uploader: Uploader, results: ResultWriter, message: Outgoing): Promise<void> {
  const verdict = await verdictOf(deps, uploader, message);
  await results.keep(message, verdict);
  if (verdict.kind !== 'sent')
    deps.log.info({ message: message.id, verdict: verdict.kind, detail: verdict.detail }, 'not sent');
  deps.notifier.notify('change', 'inbox');
}

/** Whatever goes wrong around the call: as long as it did not leave, nothing has been sent. */
async function verdictOf(deps: SenderDeps, uploader: Uploader, message: Outgoing): Promise<Verdict> {
  let token: string;
  try {
    token = deps.keyring.open(message.sealedToken, tokenPlace(message.pageFacebookId));
  } catch {
    return { kind: 'hold', reason: 'page_without_key', detail: 'SECRET_KEYS' };
  }
  try {
    const verdict = await callMeta(deps, uploader, message, token);
    return message.tag === null ? verdict : ofHumanAgent(verdict);
  } catch (error) {
    deps.log.error({ error, message: message.id }, 'a message could not be put into a call');
    return { kind: 'retry', reason: 'not_sendable', detail: error instanceof Error ? error.name : 'unknown' };
  }
}
