import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ChatPlace } from '#db/chats/row.ts';
import { findChatPlace } from '#db/chats/read.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { hasAccess, isGivenPages } from '#db/people/page-access.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { numberText } from '../http/fields.ts';
import type { Signed } from './auth.ts';
import { type Act, verdictOn, reachOf } from './roles.ts';
import { type Demand, demandOf, type Rule } from './rules.ts';

const RULE = Symbol('rule');

/** The rule a route's middleware carries, for the test that no route is without one. */
export function ruleOf(handler: unknown): Rule | undefined {
  return (handler as { [RULE]?: Rule })[RULE];
}

/** Every route has exactly one of these in front of everything else. */
export function allow(rule: Rule, deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  const { signedIn, place, chat } = demandOf(rule);
  const middleware = createMiddleware<ApiEnv>(async (c, next) => {
    if (!signedIn) return next();
    const signed = me(c);
    await refuseOutside(deps, signed, place);
    if (chat) c.set('chat', await chatFor(deps, signed, chat, c.req.param('number')));
    return next();
  });
  return Object.assign(middleware, { [RULE]: rule });
}

/** As `allow` by this rule; for a route whose asker says what it is about. */
export const demand = (rule: Rule, deps: ApiDeps, signed: Signed): Promise<void> =>
  refuseOutside(deps, signed, demandOf(rule).place);

async function refuseOutside(deps: ApiDeps, signed: Signed, place: Demand['place']): Promise<void> {
  if (!place) return;
  refuseUnless(may(signed, place.act, place.where === 'every' ? 'every' : 'some'), 'role');
  if (place.where === 'given') refuseUnless(await reaches(deps, signed, place.act), 'access');
}

async function chatFor({ database }: ApiDeps, signed: Signed, act: Act, number = ''): Promise<ChatPlace> {
  const viewer = viewerOf(signed);
  const known = numberText.safeParse(number);
  const chat = known.success ? await findChatPlace(database.pool, known.data, viewer) : null;
  // The same answer for what is not there and what is not theirs; what is deleted is there for who may put it back.
  if (!chat || (chat.deleted && !may(signed, 'arrange', 'every'))) throw new ApiError('CHAT_NOT_FOUND');
  const { roles, id } = signed.employee;
  // Who does not see every page found it by their access.
  const access =
    viewer !== null || (reachOf(roles, act) === 'own' && (await hasAccess(database.pool, id, chat.pageId)));
  const verdict = verdictOn(roles, act, access);
  // Their access ended in this very moment.
  if (verdict.because === 'unseen') throw new ApiError('CHAT_NOT_FOUND');
  refuseUnless(verdict.may, verdict.because);
  return chat;
}

function refuseUnless(allowed: boolean, because: string): void {
  if (!allowed) throw new ApiError('NOT_ALLOWED', { because });
}

/** For what is built without the routes' dependencies: the desk's own pages, which hold nothing but code. */
export const openToAnyone: MiddlewareHandler = Object.assign(
  createMiddleware((_, next) => next()),
  { [RULE]: 'anyone' as const },
);

/** Whether they may do this on some page at least, or on every one. */
export function may({ employee }: Signed, act: Act, where: 'some' | 'every'): boolean {
  const reach = reachOf(employee.roles, act);
  return where === 'every' ? reach === 'all' : reach !== 'none';
}

/** Whether there is a page on which they may do this: a role for those they were given is nothing without one. */
async function reaches({ database }: ApiDeps, signed: Signed, act: Act): Promise<boolean> {
  const { roles, id } = signed.employee;
  return reachOf(roles, act) === 'all' || isGivenPages(database.pool, id);
}

/** Whose eyes queries look with: null sees every page. */
export function viewerOf(signed: Signed): Viewer {
  return may(signed, 'see', 'every') ? null : { employeeId: signed.employee.id };
}

/** Who asks; for handlers behind a rule that makes sure of it. */
export function me(c: { get(name: 'signed'): Signed | null }): Signed {
  const signed = c.get('signed');
  if (!signed) throw new ApiError('SIGN_IN_REQUIRED');
  return signed;
}
