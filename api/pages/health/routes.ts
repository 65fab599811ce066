import { Hono } from 'hono';
import { z } from 'zod';
import { listHours } from '#db/page-health/hours.ts';
import { askForLook } from '#db/page-health/keep.ts';
import { findSeenHealth, listHealthEvents, type SeenHealth } from '#db/page-health/read.ts';
import { getHealth, pageWorkflowId } from '#workflows/page/interface.ts';
import { HOUR_MS, learn, usualPerHour, WEEK_MS, WEEKS_MAX, WEEKS_MIN } from '#workflows/page/usual.ts';
import { newHealth } from '#workflows/page/health.ts';
import type { Health } from '#workflows/page/vocabulary.ts';
import { allow, me, viewerOf } from '../../access/allow.ts';
import type { Signed } from '../../access/auth.ts';
import { ApiError } from '../../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../../http/deps.ts';
import { check, describe } from '../../http/describe.ts';
import { operations } from './operations.ts';
import { toEvent, toHealth } from './schema.ts';

const path = z.object({ id: z.uuid() });
const HOURS_SHOWN = 48;
/** A workflow that nobody runs does not answer: what is kept is told soon enough. */
const QUERY_MS = 1_500;

/** How a connected page is, for whoever may see it. */
export const pageHealth = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/:id/health', allow('signed_in', deps), describe(operations.health), check('param', path), async (c) => {
      const seen = await findSeen(deps, me(c), c.req.valid('param').id);
      const asked = await askWorkflow(deps, seen.id);
      const health = newest(asked, seen.health) ?? newHealth(seen.createdAt.getTime());
      return c.json(toHealth(seen, health, asked ? 'workflow' : 'stored'));
    })
    .get('/:id/history', allow('signed_in', deps), describe(operations.history), check('param', path), async (c) =>
      c.json(await historyOf(deps, await findSeen(deps, me(c), c.req.valid('param').id))),
    )
    .post('/:id/checks', allow('admin', deps), describe(operations.look), check('param', path), async (c) => {
      const { id } = await findSeen(deps, me(c), c.req.valid('param').id);
      await askForLook(deps.database.pool, id);
      return c.json({ id }, 202);
    });

async function findSeen({ database }: ApiDeps, signed: Signed, id: string): Promise<SeenHealth> {
  const seen = await findSeenHealth(database.pool, id, viewerOf(signed));
  // The same answer for what is not there and what is not theirs.
  if (!seen) throw new ApiError('NOT_FOUND');
  return seen;
}

/** Null: it does not say, whatever the reason: what is kept is told instead. */
async function askWorkflow({ temporal, health }: ApiDeps, pageId: string): Promise<Health | null> {
  if (health.awaySince() !== null) return null;
  try {
    return await temporal.withDeadline(Date.now() + QUERY_MS, () =>
      temporal.workflow.getHandle(pageWorkflowId(pageId)).query(getHealth),
    );
  } catch {
    return null;
  }
}

/** What a workflow has decided it believes a moment after it was kept. */
function newest(asked: Health | null, kept: Health | null): Health | null {
  if (!asked || !kept) return asked ?? kept;
  return (kept.checks.usage.at ?? 0) > (asked.checks.usage.at ?? 0) ? kept : asked;
}

async function historyOf({ database: { pool } }: ApiDeps, { id, createdAt }: SeenHealth) {
  const now = Date.now();
  const [rows, events] = await Promise.all([
    listHours(pool, id, new Date(now - WEEKS_MAX * WEEK_MS)),
    listHealthEvents(pool, id),
  ]);
  const counts = rows.map(({ hour, received }) => ({ hour: hour.getTime(), received }));
  const usual = learn(counts, createdAt.getTime(), now);
  const of = new Map(counts.map(({ hour, received }) => [hour, received]));
  const last = Math.floor(now / HOUR_MS) * HOUR_MS;
  const hours = Array.from({ length: HOURS_SHOWN }, (_, n) => last - (HOURS_SHOWN - 1 - n) * HOUR_MS);
  return {
    hours: hours.map((hour) => ({
      hour: new Date(hour).toISOString(),
      received: of.get(hour) ?? 0,
      usual: usualPerHour(usual, hour),
    })),
    isLearnt: usual.weeks >= WEEKS_MIN,
    events: events.map(toEvent),
  };
}
