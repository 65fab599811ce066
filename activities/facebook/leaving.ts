import { forgetToken, type LeavingPage, listLeaving } from '#db/people/remove-page.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import { errorOf, isRateLimit } from '../messenger/graph-error.ts';
import type { SenderDeps } from '../outbox/sender.ts';

const LOOK_EVERY_MS = 15_000;
/** A token is not kept for a page that nobody wants, however long Meta is away. */
const GIVE_UP_MS = 24 * 60 * 60 * 1000;

/** Tells Meta that nothing of a removed page is to come any more, and forgets its token. */
export function leaving(deps: SenderDeps): Job<Topic> {
  return {
    name: 'leaving-pages',
    everyMs: LOOK_EVERY_MS,
    topics: ['facebook'],
    pass: async () => {
      await eachAlone(
        await listLeaving(deps.pool),
        (page) => leave(deps, page),
        (page, error) => {
          deps.log.warn({ error, page: page.id }, 'Meta was not told that a page was removed');
          return Promise.resolve();
        },
      );
      return false;
    },
  };
}

async function leave(deps: SenderDeps, page: LeavingPage): Promise<void> {
  const isTooLong = Date.now() - page.since.getTime() > GIVE_UP_MS;
  if (isTooLong || (await isTold(deps, page))) await forgetToken(deps.pool, page);
}

async function isTold({ graph, keyring }: SenderDeps, { facebookId, sealedToken }: LeavingPage): Promise<boolean> {
  const token = opened(keyring, sealedToken, facebookId);
  if (token === null) return true;
  const answer = await graph.remove(`${facebookId}/subscribed_apps`, token);
  if (answer.kind !== 'answer' || answer.body === null) return false;
  const { code, transient } = errorOf(answer.body);
  // Who is refused for good was unsubscribed by whoever took the token away.
  return code === null ? answer.status < 500 : !transient && code !== 1 && code !== 2 && !isRateLimit(code);
}

/** Null: its key is gone. */
function opened(keyring: SenderDeps['keyring'], sealedToken: string, facebookId: string): string | null {
  try {
    return keyring.open(sealedToken, tokenPlace(facebookId));
  } catch {
    return null;
  }
}
