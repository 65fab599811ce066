import type { Pool } from 'pg';
import { ANALYTICS_PLACE, findAnalytics } from '#db/analytics/keep.ts';
import { type Hit, noticeAnalyticsWell, postponeHit, settleHit, takeHits } from '#db/analytics/hits.ts';
import type { Topic } from '#db/notify/notifier.ts';
import type { Job } from '#platform/background.ts';
import type { Keyring } from '#platform/keyring.ts';
import { requestOf } from './event.ts';
import { type AnalyticsSettings, collect, NotCollected, type Stream } from './measurement.ts';

const LOOK_EVERY_MS = 2_000;
/** One that hangs keeps the others no longer than its own time. */
const AT_ONCE = 8;

export interface AnalyticsDeps {
  pool: Pool;
  keyring: Keyring;
  analytics: AnalyticsSettings;
}

/**
 * Sends what is counted at Google. Each event stands in a row until it arrived: whoever dies between the two sends it
 * once more, and nobody else does.
 */
export function sendingHits(deps: AnalyticsDeps): Job<Topic> {
  return {
    name: 'analytics',
    everyMs: LOOK_EVERY_MS,
    topics: ['outgoing'],
    pass: async () => {
      const stream = await streamOf(deps);
      if (!stream) return false;
      const hits = await takeHits(deps.pool, AT_ONCE);
      await Promise.all(hits.map((hit) => sendOne(deps, stream, hit)));
      return hits.length === AT_ONCE;
    },
  };
}

async function sendOne({ pool, analytics }: AnalyticsDeps, stream: Stream, hit: Hit): Promise<void> {
  try {
    await collect(stream, requestOf(hit), analytics);
  } catch (error) {
    if (!(error instanceof NotCollected)) throw error;
    return postponeHit(pool, hit, error.message);
  }
  await settleHit(pool, hit);
  await noticeAnalyticsWell(pool);
}

async function streamOf({ pool, keyring }: AnalyticsDeps): Promise<Stream | null> {
  const row = await findAnalytics(pool);
  if (!row?.isOn) return null;
  return { measurementId: row.measurementId, secret: keyring.open(row.sealedSecret, ANALYTICS_PLACE) };
}
