import { isDatabaseAway } from '#db/connection/away.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { holdBehind } from '#db/outbox/hold.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { settleMessage } from '#db/outbox/settle.ts';
import { findAbandoned, postponeLookup } from '#db/outbox/uncertain.ts';
import { putBackUploading } from '#db/outbox/uploads.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import { GRAPH_TIMEOUT_MS } from '../messenger/graph-call.ts';
import { FILE_TIMEOUT_MS } from '../messenger/graph.ts';
import { codeOf } from './result-writer.ts';
import type { SenderDeps } from './sender.ts';

export const LOOK_EVERY_MS = 2_000;
/** Longer than a call with everything around it can last; of a file the upload comes before it. */
const UPLOADING_MS = FILE_TIMEOUT_MS + 25_000;
const ABANDONED_MS = { text: GRAPH_TIMEOUT_MS + 18_000, file: UPLOADING_MS + GRAPH_TIMEOUT_MS };
/** What cannot be settled at all is looked at again after so long. */
export const ASIDE_MS = 10 * 60_000;

/**
 * A message whose sender died becomes `unknown`, or goes again where its file was still being uploaded; what waits
 * behind a broken page is shown as held. Nothing is sent from here.
 */
export function abandoned(deps: SenderDeps): Job<Topic> {
  return {
    name: 'abandoned',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const back = await putBackUploading(deps.pool, UPLOADING_MS);
      if (back > 0) deps.notifier.notify('outbox', 'change');
      const found = await findAbandoned(deps.pool, ABANDONED_MS);
      const unknown = { state: 'unknown', reason: 'no_confirmation', detail: 'abandoned', againInMs: 0 } as const;
      await eachAlone(
        found,
        (message) => settleMessage(deps.pool, message, 'sending', unknown),
        (message, error) => setAside(deps, message, error),
      );
      const more = await holdBehind(deps.pool);
      if (found.length > 0 || more) deps.notifier.notify('change');
      return more;
    },
  };
}

/**
 * It cannot be settled: others go before it for a while, and admins are told. Throws while the database is away:
 * nothing is wrong with the row.
 */
export async function setAside({ pool, log }: SenderDeps, message: Outgoing, error: unknown): Promise<void> {
  if (isDatabaseAway(error)) throw error;
  log.error({ error, message: message.id }, 'a message could not be looked after');
  await postponeLookup(pool, message.id, ASIDE_MS);
  const { id: ref, pageId } = message;
  await noticeTrouble(pool, { kind: 'message_put_aside', ref, pageId, reason: 'not_settled', detail: codeOf(error) });
}
