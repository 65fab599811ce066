import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { findChat, type Viewer } from '#db/chats/read.ts';
import type { Role } from '#db/entities/employee.ts';
import type { ApiDeps, ApiEnv } from '../deps.ts';
import { ApiError } from '../errors.ts';
import type { Signed } from './auth.ts';

/**
 * Who may: `anyone`; `meta` (the handler checks the signature); `signed_in`; `writer`: all but an auditor who is nothing else; `admin`; `auditor`: admins, too; `chat_reader`, `chat_writer` and `chat_admin`: who may
 * see the chat of the path, of those who may act in it, and of those the admins.
 */
export type Rule =
  | 'anyone'
  | 'meta'
  | 'signed_in'
  | 'writer'
  | 'admin'
  | 'auditor'
  | 'chat_reader'
  | 'chat_writer'
  | 'chat_admin';

const RULE = Symbol('rule');

/** The rule a route's middleware carries, for the test that no route is without one. */
export function ruleOf(handler: unknown): Rule | undefined {
  return (handler as { [RULE]?: Rule })[RULE];
}

/** Every route has exactly one of these in front of everything else. */
export function allow(rule: Rule, deps: ApiDeps): MiddlewareHandler<ApiEnv> {
  const middleware = createMiddleware<ApiEnv>(async (c, next) => {
    if (rule === 'anyone' || rule === 'meta') return next();
    const signed = c.get('signed');
    if (!signed) throw new ApiError('SIGN_IN_REQUIRED');
    if (rule === 'writer' && !mayWrite(signed)) throw new ApiError('NOT_ALLOWED');
    if (rule === 'admin' && !has(signed, 'admin')) throw new ApiError('NOT_ALLOWED');
    // Who sees every page.
    if (rule === 'auditor' && viewerOf(signed) !== null) throw new ApiError('NOT_ALLOWED');
    if (rule === 'chat_reader' || rule === 'chat_writer' || rule === 'chat_admin') {
      const number = Number(c.req.param('number'));
      const chat =
        Number.isInteger(number) && number > 0 && number < 2 ** 31
          ? await findChat(deps.database.pool, number, viewerOf(signed))
          : null;
      // The same answer for what is not there and what is not theirs.
      if (!chat) throw new ApiError('CHAT_NOT_FOUND');
      if (rule === 'chat_writer' && !mayWrite(signed)) throw new ApiError('NOT_ALLOWED');
      if (rule === 'chat_admin' && !has(signed, 'admin')) throw new ApiError('NOT_ALLOWED');
      c.set('chat', chat);
    }
    return next();
  });
  return Object.assign(middleware, { [RULE]: rule });
}

/** For what is built without the routes' dependencies: the desk's own pages, which hold nothing but code. */
export const openToAnyone: MiddlewareHandler = Object.assign(
  createMiddleware((_, next) => next()),
  { [RULE]: 'anyone' as const },
);

export function has(signed: Signed, role: Role): boolean {
  return signed.employee.roles.includes(role);
}

/** Admins and auditors see every page, operators the pages they have access to. */
export function viewerOf(signed: Signed): Viewer {
  return has(signed, 'admin') || has(signed, 'auditor') ? null : { employeeId: signed.employee.id };
}

/** An auditor who is nothing else only reads. */
export function mayWrite(signed: Signed): boolean {
  return has(signed, 'operator') || has(signed, 'admin');
}

/** Who asks; for handlers behind a rule that makes sure of it. */
export function me(c: { get(name: 'signed'): Signed | null }): Signed {
  const signed = c.get('signed');
  if (!signed) throw new ApiError('SIGN_IN_REQUIRED');
  return signed;
}
