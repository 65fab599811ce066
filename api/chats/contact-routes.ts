import { Hono } from 'hono';
import { z } from 'zod';
import { readSettings } from '#db/settings/read.ts';
import { type ContactFacts, DEADLINES, FURTHEST_MS, type Request } from '#workflows/chat/vocabulary.ts';
import { readEmail, readPhone } from '#workflows/reading/contact.ts';
import { allow, me } from '../access/allow.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { askChat } from '../engine/ask.ts';
import { ApiError } from '../errors/error.ts';
import { chatSchema, toChat } from './schema.ts';
import { moment, plainText, refusedAs } from '../http/fields.ts';

const errors = ['CHAT_FINISHED', 'ENGINE_UNAVAILABLE', 'MAY_STILL_HAPPEN'] as const;
const contact = z
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

type Wish = Request extends infer One ? (One extends Request ? Omit<One, 'chatId' | 'by' | 'at'> : never) : never;

/** What a chat asks its client by itself, and what people do about it. */
export const asking = (deps: ApiDeps) => {
  const ask = async (c: { get(name: 'chat'): ApiEnv['Variables']['chat'] }, by: string, wish: Wish) =>
    toChat(await askChat(deps, c.get('chat'), { ...wish, chatId: c.get('chat').id, by, at: Date.now() } as Request));
  return new Hono<ApiEnv>()
    .put(
      '/:number/contact',
      allow('chat_writer', deps),
      describe({
        tag: 'Contact',
        summary: "Note the client's phone or e-mail",
        description: 'A number without a country code is read as one of the country set for the page. Kept as E.164.',
        answers: { 200: chatSchema },
        errors: [...errors, 'INVALID_CONTACT'],
      }),
      check('json', contact),
      async (c) => {
        const given = c.req.valid('json');
        const { settings } = await readSettings(deps.database.pool, c.get('chat').pageId);
        const phone = given.phone === undefined ? undefined : readPhone(given.phone, settings.phoneCountry);
        const email = given.email === undefined ? undefined : readEmail(given.email);
        const wrong = [...(phone === null ? ['phone'] : []), ...(email === null ? ['email'] : [])];
        if (wrong.length > 0)
          throw new ApiError(
            'INVALID_CONTACT',
            wrong.map((path) => ({ path })),
          );
        const facts: ContactFacts = { ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
        return c.json(await ask(c, me(c).employee.id, { kind: 'set_contact', contact: facts }));
      },
    )
    .put(
      '/:number/phase',
      allow('chat_writer', deps),
      describe({
        tag: 'Contact',
        summary: "Stop asking for the client's contact",
        description: 'The request is handed over to the operators as it is.',
        answers: { 200: chatSchema },
        errors: [...errors, 'HANDED_OVER'],
      }),
      check('json', z.object({ phase: z.literal('open') })),
      async (c) => c.json(await ask(c, me(c).employee.id, { kind: 'hand_over' })),
    )
    .put(
      '/:number/deadlines/:kind',
      allow('chat_admin', deps),
      describe({
        tag: 'Deadlines',
        summary: 'Move a deadline; one that lies in the past is due at once',
        description: 'At most a year ahead.',
        answers: { 200: chatSchema },
        errors: [...errors, 'NO_SUCH_DEADLINE', 'DEADLINE_TOO_FAR'],
      }),
      check('param', deadline),
      check('json', movedTo),
      async (c) => {
        const to = Date.parse(c.req.valid('json').at);
        const wish = { kind: 'change_deadline', deadline: c.req.valid('param').kind, to } as const;
        return c.json(await ask(c, me(c).employee.id, wish));
      },
    )
    .delete(
      '/:number/deadlines/:kind',
      allow('chat_admin', deps),
      describe({
        tag: 'Deadlines',
        summary: 'Drop a deadline',
        answers: { 200: chatSchema },
        errors: [...errors, 'NO_SUCH_DEADLINE'],
      }),
      check('param', deadline),
      async (c) => {
        const wish = { kind: 'change_deadline', deadline: c.req.valid('param').kind, to: null } as const;
        return c.json(await ask(c, me(c).employee.id, wish));
      },
    );
};
