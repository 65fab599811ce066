import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { readSettings } from '#db/settings/read.ts';
import { DEADLINES, FURTHEST_MS } from '#workflows/chat/vocabulary.ts';
import { readEmail, readPhone } from '#workflows/reading/contact.ts';
import { allow } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { moment, plainText, refusedAs } from '../http/fields.ts';
import { operations } from './operations.ts';
import { request } from './request.ts';

const givenContact = z
  .object({ phone: plainText.max(60), email: plainText.max(254) })
  .partial()
  .refine(({ phone, email }) => Boolean(phone ?? email), refusedAs('INVALID_CONTACT', 'a phone or an e-mail'));
const deadline = z.object({ number: z.string(), kind: z.enum(DEADLINES) });
const movedTo = z.object({
  at: moment.refine(
    (at) => Date.parse(at) <= Date.now() + FURTHEST_MS,
    refusedAs('DEADLINE_TOO_FAR', 'at most a year ahead'),
  ),
});

/** What a chat asks its client by itself, and what people do about it. */
export const asking = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .put(
      '/:number/contact',
      allow('chat_writer', deps),
      describe(operations.noteContact),
      check('json', givenContact),
      async (c) => c.json(await noteContact(deps, c, c.req.valid('json'))),
    )
    .put(
      '/:number/phase',
      allow('chat_writer', deps),
      describe(operations.handOver),
      check('json', z.object({ phase: z.literal('open') })),
      async (c) => c.json(await request(deps, c, { kind: 'hand_over' })),
    )
    .put(
      '/:number/deadlines/:kind',
      allow('chat_admin', deps),
      describe(operations.moveDeadline),
      check('param', deadline),
      check('json', movedTo),
      async (c) => {
        const to = Date.parse(c.req.valid('json').at);
        return c.json(await request(deps, c, { kind: 'change_deadline', deadline: c.req.valid('param').kind, to }));
      },
    )
    .delete(
      '/:number/deadlines/:kind',
      allow('chat_admin', deps),
      describe(operations.dropDeadline),
      check('param', deadline),
      async (c) =>
        c.json(await request(deps, c, { kind: 'change_deadline', deadline: c.req.valid('param').kind, to: null })),
    );

async function noteContact(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof givenContact>) {
  const { settings } = await readSettings(deps.database.pool, c.get('chat').pageId);
  const phone = given.phone === undefined ? undefined : readPhone(given.phone, settings.phoneCountry);
  const email = given.email === undefined ? undefined : readEmail(given.email);
  const wrong = [...(phone === null ? ['phone'] : []), ...(email === null ? ['email'] : [])];
  if (wrong.length > 0)
    throw new ApiError(
      'INVALID_CONTACT',
      wrong.map((path) => ({ path })),
    );
  return request(deps, c, {
    kind: 'set_contact',
    contact: { ...(phone ? { phone } : {}), ...(email ? { email } : {}) },
  });
}
