import { Hono } from 'hono';
import { countApplied } from '#db/migrations/apply.ts';
import { migrations } from '#db/migrations/index.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { describe } from '../http/describe.ts';
import { shared } from '../http/shared.ts';
import { operations } from './operations.ts';

const PATIENCE_MS = 1_500;
const FRESH_MS = 500;

/** For supervisors and load balancers. */
export const health = (deps: ApiDeps) => {
  // Anybody may ask, as often as they like: the world is asked at most so often.
  const faultsNow = shared(() => Promise.all([databaseFault(deps), temporalFault(deps)]), FRESH_MS);
  return new Hono<ApiEnv>()
    .get('/live', allow('anyone', deps), describe(operations.live), (c) => c.json({ live: true }))
    .get('/ready', allow('anyone', deps), describe(operations.ready), async (c) => {
      const faults = (await faultsNow()).filter((fault) => fault !== null);
      const ready = !faults.includes('database') && !faults.includes('migrations');
      return c.json({ ready, degraded: faults.length > 0, missing: faults }, ready ? 200 : 503);
    });
};

/** Something is written: a database that only answers keeps nothing. */
async function databaseFault({ database, space }: ApiDeps): Promise<'database' | 'migrations' | null> {
  try {
    if ((await within(countApplied(database.pool))) < migrations.length) return 'migrations';
    await within(space.probe());
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === '42P01' ? 'migrations' : 'database';
  }
}

/** Connected is not enough: it has to do what was asked of it last. */
async function temporalFault({ temporal, health }: ApiDeps): Promise<'temporal' | null> {
  if (health.awaySince() !== null) return 'temporal';
  try {
    await temporal.withDeadline(Date.now() + PATIENCE_MS, () => temporal.workflowService.getSystemInfo({}));
    return null;
  } catch {
    return 'temporal';
  }
}

function within<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('took too long')), PATIENCE_MS).unref()),
  ]);
}
