import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { countAside, findTrouble, listPastTroubles, listPresentTroubles } from '#db/troubles/read.ts';
import { cureOf, tryTroubleAgain } from '#db/troubles/retry.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { operations } from './operations.ts';
import { toTrouble, type TroubleBody } from './schema.ts';
import type { Space } from './space.ts';

const path = z.object({ id: z.uuid() });

/** Is everything all right? */
export const troubles = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('auditor', deps), describe(operations.list), async (c) => c.json(await list(deps)))
    .post('/:id/attempts', allow('admin', deps), describe(operations.tryAgain), check('param', path), async (c) => {
      const { id } = c.req.valid('param');
      await tryAgain(deps, c, id);
      return c.json({ id }, 202);
    });

async function list({ database: { pool }, space }: ApiDeps) {
  const [{ rows, total }, past, counts] = await Promise.all([
    listPresentTroubles(pool),
    listPastTroubles(pool),
    countAside(pool),
  ]);
  const present = withFull(space, rows.map(toTrouble));
  return { present, total: Math.max(total, present.length), past: past.map(toTrouble), counts };
}

async function tryAgain(deps: ApiDeps, c: Context<ApiEnv>, id: string): Promise<void> {
  const { pool } = deps.database;
  const trouble = await findTrouble(pool, id);
  if (!trouble) throw new ApiError('NOT_FOUND');
  if (cureOf(trouble.kind) === null) throw new ApiError('NOT_RETRYABLE');
  await tryTroubleAgain(pool, trouble);
  await note(deps, c, 'trouble_tried_again', { kind: trouble.kind, ref: trouble.ref });
  deps.notifier.notify('inbox', 'outbox', 'change');
}

/** A database without room has none for the note of it. */
function withFull({ fullSince, detail }: Space, noted: TroubleBody[]): TroubleBody[] {
  if (fullSince === null || noted.some(({ kind }) => kind === 'database_full')) return noted;
  const since = fullSince.toISOString();
  const full: TroubleBody = {
    id: 'database_full',
    kind: 'database_full',
    reason: 'no_room',
    detail,
    page: null,
    chat: null,
    since,
    seenAt: since,
    times: 1,
    endedAt: null,
    retryable: false,
  };
  return [full, ...noted];
}
