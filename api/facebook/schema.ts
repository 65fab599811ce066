import { z } from 'zod';
import { APP_KINDS, LOGIN_FAILURES, LOGIN_STEPS, PAGE_OBSTACLES } from '#db/entities/facebook/facebook-login.ts';
import { idText, moment, plainText } from '../http/fields.ts';

const kept = z.object({ isSet: z.boolean(), at: moment.nullable().describe('Since when it is this one.') });
const MISSING = ['shared', 'employees', 'appId', 'secret', 'verifyToken'] as const;
export type Missing = (typeof MISSING)[number];

export const appSchema = z.object({
  use: z.enum(APP_KINDS).describe('shared: the application that the owner of the installation registered for all.'),
  hasShared: z.boolean().describe('The server’s configuration names one.'),
  employeeIds: z.array(z.string()).describe('Who sees the chats of pages that are connected.'),
  appId: z.string(),
  configId: z.string().describe('Configuration of *Facebook Login for Business*; empty: Facebook Login.'),
  secret: kept,
  verifyToken: kept,
  redirectUri: z.string().describe('What Meta’s dashboard needs under *Valid OAuth redirect URIs*.'),
  webhookUrl: z.string().describe('Where Meta brings events: the *callback URL*.'),
  missing: z.array(z.enum(MISSING)).describe('Without which nobody can log in with Facebook.'),
});

const digits = z.string().regex(/^\d{0,32}$/, 'must be digits');
const secretText = plainText.regex(/^\S{8,200}$/, 'must be 8 to 200 characters without spaces');
export const appContent = z.object({
  use: z.enum(APP_KINDS),
  employeeIds: z.array(idText).max(1000),
  appId: digits.default(''),
  configId: digits.default(''),
  secret: secretText.optional().describe('Left out: the one that is kept stays.'),
  verifyToken: secretText.optional().describe('Left out: the one that is kept stays.'),
});

export const appTrial = z.object({ appId: digits.min(1), secret: secretText.optional() });
export const appVerdict = z.object({
  ok: z.boolean(),
  name: z.string().describe('As it is called at Meta.'),
  reason: z.enum(['wrong_id', 'wrong_secret', 'away', 'strange']).nullable(),
});

export const loginQuery = z.object({
  page: z.uuid().optional().describe('Which page is to be connected again.'),
  again: z.enum(['true']).optional().describe('Asks once more for what was refused.'),
});

export const callbackQuery = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(4_000).optional(),
  error: z.string().max(200).optional(),
});

export const loginPath = z.object({ id: z.uuid() });
export const pagesChosen = z.object({ facebookIds: z.array(z.string().max(64)).min(1).max(500) });

export const loginSchema = z.object({
  id: z.string(),
  step: z.enum(LOGIN_STEPS),
  failure: z.enum(LOGIN_FAILURES).nullable().describe('Why nothing came of it.'),
  webhookFailure: z
    .string()
    .nullable()
    .describe('Why Meta does not bring what clients write: `away`, `other_address`, or in Meta’s words.'),
  pageFacebookId: z.string().nullable().describe('Which page is to be connected again.'),
  scopes: z.array(z.object({ scope: z.string(), given: z.boolean() })),
  pages: z.array(
    z.object({
      facebookId: z.string(),
      name: z.string(),
      business: z.string().nullable().describe('Through which business it came.'),
      obstacle: z
        .enum(PAGE_OBSTACLES)
        .nullable()
        .describe(
          'no_messaging, no_token: it cannot be connected; other_system: somebody else hears of it, too; other_app: ' +
            'it is connected through another application; connected: it is connected already.',
        ),
      others: z.array(z.string()).describe('Who else hears of it.'),
      state: z.enum(['found', 'chosen', 'connected', 'failed']),
      reason: z.string().nullable().describe('Why it failed: `no_token`, `away`, or the code of Meta’s error.'),
    }),
  ),
});
