import type { Topic } from '#db/notify/notifier.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { listUncheckedTokens, settleTokenCheck, type UncheckedToken } from '#db/people/token-checks.ts';
import { eachAlone } from '#platform/each.ts';
import type { Job } from '#platform/background.ts';
import { judgeToken } from '../messenger/token-verdict.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 3_000;

/**
 * Asks Meta whose token it is that an admin has saved, before anything goes out with it: an answer sent with a wrong
 * one would be refused for good. While Meta does not say, it is asked again.
 */
export function tokenChecks(deps: SenderDeps): Job<Topic> {
  return {
    name: 'token-checks',
    everyMs: LOOK_EVERY_MS,
    topics: ['outbox'],
    pass: async () => {
      await eachAlone(
        await listUncheckedTokens(deps.pool),
        (page) => check(deps, page),
        (page, error) => {
          deps.log.warn({ error, page: page.id }, 'a token was not checked');
          return Promise.resolve();
        },
      );
      return false;
    },
  };
}

async function check(deps: SenderDeps, page: UncheckedToken): Promise<void> {
  const token = deps.keyring.open(page.sealedToken, tokenPlace(page.facebookId));
  const verdict = judgeToken(await deps.graph.get('me', { fields: 'id' }, token), page.facebookId);
  if (!verdict) return;
  const refusal = verdict.kind === 'refused' ? verdict.reason : null;
  if (await settleTokenCheck(deps.pool, page, refusal)) deps.notifier.notify('change', 'outbox');
}
