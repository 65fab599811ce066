import type { Topic } from '#db/notify/notifier.ts';
import { listTokens, reopenPage } from '#db/people/pages.ts';
import { endWhatIsOver } from '#db/troubles/over.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Work } from '#platform/room.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 60_000;

/**
 * Notices pages whose token cannot be opened, because the key it was sealed with is not among SECRET_KEYS any more; and
 * when it is back: what was held for that goes out. In the same round what is over by itself is told to be.
 */
export function keys(deps: SenderDeps): Work<Topic> {
  return {
    name: 'keys',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const opened: string[] = [];
      const waiting: string[] = [];
      for (const { id, sealedToken, waits } of await listTokens(deps.pool)) {
        if (opens(deps, sealedToken)) (waits ? waiting : opened).push(id);
        else
          await noticeTrouble(deps.pool, {
            kind: 'page_without_key',
            ref: id,
            pageId: id,
            reason: 'sealed_with_another_key',
          });
      }
      for (const id of waiting) await reopenPage(deps.pool, id);
      await endTrouble(deps.pool, 'page_without_key', [...opened, ...waiting]);
      if (waiting.length > 0) deps.notifier.notify('outbox', 'inbox', 'change');
      await endWhatIsOver(deps.pool);
      return false;
    },
  };
}

function opens({ keyring }: SenderDeps, sealedToken: string): boolean {
  try {
    keyring.open(sealedToken);
    return true;
  } catch {
    return false;
  }
}
