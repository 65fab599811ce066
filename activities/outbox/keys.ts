import { ANALYTICS_PLACE, findAnalytics, resealAnalytics } from '#db/analytics/keep.ts';
import { APP_PLACES, findFacebookApp, resealFacebookApp } from '#db/facebook/app.ts';
import { webhookPlace } from '#db/hooks/keep.ts';
import { listSecrets, resealWebhook } from '#db/hooks/secrets.ts';
import { findNeighbour, resealNeighbour, SECRET_PLACE } from '#db/neighbour/keep.ts';
import type { Topic } from '#db/notify/notifier.ts';
import { listPageTokens, type PageToken, resealToken, tokenPlace } from '#db/people/page-tokens.ts';
import { reopenPage } from '#db/people/pages.ts';
import { endWhatIsOver } from '#db/troubles/over.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Job } from '#platform/background.ts';
import type { SenderDeps } from './sender.ts';

const LOOK_EVERY_MS = 60_000;

/**
 * Notices pages whose token cannot be opened, because the key it was sealed with is not among SECRET_KEYS any more; and
 * when it is back: what was held for that goes out. What was sealed under an older key, or for no place, is sealed
 * anew. In the same round what is over by itself is told to be.
 */
export function keys(deps: SenderDeps): Job<Topic> {
  return {
    name: 'keys',
    everyMs: LOOK_EVERY_MS,
    topics: [],
    pass: async () => {
      const opened: string[] = [];
      const waiting: string[] = [];
      for (const page of await listPageTokens(deps.pool)) {
        const { id, waits } = page;
        if (await opens(deps, page)) (waits ? waiting : opened).push(id);
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
      await resealSecrets(deps);
      await endWhatIsOver(deps.pool);
      return false;
    },
  };
}

async function opens({ keyring, pool }: SenderDeps, page: PageToken): Promise<boolean> {
  const place = tokenPlace(page.facebookId);
  const token = openToken(keyring, page.sealedToken, place);
  if (token === null) return false;
  if (!keyring.isCurrent(page.sealedToken)) await resealToken(pool, page, keyring.seal(token, place));
  return true;
}

/** Of what the company has beside us; one that cannot be opened is told where it is tried. */
async function resealSecrets({ keyring, pool }: SenderDeps): Promise<void> {
  const sealedAnew = (sealed: string | undefined, place: string): [string, string] | null => {
    if (sealed === undefined || keyring.isCurrent(sealed)) return null;
    const secret = openToken(keyring, sealed, place);
    return secret === null ? null : [sealed, keyring.seal(secret, place)];
  };
  const neighbour = sealedAnew((await findNeighbour(pool))?.sealedSecret, SECRET_PLACE);
  if (neighbour) await resealNeighbour(pool, ...neighbour);
  const analytics = sealedAnew((await findAnalytics(pool))?.sealedSecret, ANALYTICS_PLACE);
  if (analytics) await resealAnalytics(pool, ...analytics);
  const app = await findFacebookApp(pool);
  for (const name of ['secret', 'verifyToken'] as const) {
    const anew = sealedAnew(app[name]?.sealed, APP_PLACES[name]);
    if (anew) await resealFacebookApp(pool, name, ...anew);
  }
  for (const kept of await listSecrets(pool)) {
    const place = webhookPlace(kept.id);
    const anew = sealedAnew(kept.sealedSecret, place)?.[1];
    const former = sealedAnew(kept.sealedFormer ?? undefined, place)?.[1] ?? kept.sealedFormer;
    if (anew !== undefined) await resealWebhook(pool, kept, { ...kept, sealedSecret: anew, sealedFormer: former });
  }
}

function openToken(keyring: Keyring, sealedToken: string, place: string): string | null {
  try {
    return keyring.open(sealedToken, place);
  } catch {
    return null;
  }
}
