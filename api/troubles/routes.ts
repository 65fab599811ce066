import { Hono } from 'hono';
import { z } from 'zod';
import { audit } from '#db/people/audit.ts';
import { countAside, findTrouble, listPastTroubles, listPresentTroubles } from '#db/troubles/read.ts';
import { cureOf, tryTroubleAgain } from '#db/troubles/retry.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { toTrouble, type TroubleBody, troublesSchema } from './schema.ts';
import type { Space } from './space.ts';

const path = z.object({ id: z.uuid() });

/** Is everything all right? */
export const troubles = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/',
      allow('auditor', deps),
      describe({
        tag: 'Troubles',
        summary: 'What is not all right, and what is again since a week',
        description:
          'What was put aside so that its neighbours go on, and what watchers noticed: since when, how often, and whether a person may try it again.',
        answers: { 200: troublesSchema },
      }),
      async (c) => {
        const { pool } = deps.database;
        const [{ rows, total }, past, counts] = await Promise.all([
          listPresentTroubles(pool),
          listPastTroubles(pool),
          countAside(pool),
        ]);
        const present = withFull(deps.space, rows.map(toTrouble));
        return c.json({ present, total: Math.max(total, present.length), past: past.map(toTrouble), counts });
      },
    )
    .post(
      '/:id/attempts',
      allow('admin', deps),
      describe({
        tag: 'Troubles',
        summary: 'Try again now',
        description: 'It is over by that; where it fails again it is noticed anew.',
        answers: { 202: z.object({ id: z.string() }) },
        errors: ['NOT_FOUND', 'NOT_RETRYABLE'],
      }),
      check('param', path),
      async (c) => {
        const { id } = c.req.valid('param');
        const trouble = await findTrouble(deps.database.pool, id);
        if (!trouble) throw new ApiError('NOT_FOUND');
        if (cureOf(trouble.kind) === null) throw new ApiError('NOT_RETRYABLE');
        await tryTroubleAgain(deps.database.pool, trouble);
        await audit(deps.database.pool, {
          kind: 'trouble_tried_again',
          employeeId: me(c).employee.id,
          address: c.get('address'),
          detail: { kind: trouble.kind, ref: trouble.ref },
        });
        deps.notifier.notify('inbox', 'outbox', 'change');
        return c.json({ id }, 202);
      },
    );

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
