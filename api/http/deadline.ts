import { createMiddleware } from 'hono/factory';
import type { ApiEnv } from './deps.ts';
import { ApiError } from '../errors/error.ts';

/** Meta waits five seconds and brings it again; people look at a window that says nothing. */
export const ANSWER_MS = 4_500;
const AGAIN_SECONDS = 2;
/**
 * What has a line of its own, which refuses by itself where too many wait (hashing of passwords, trials of settings),
 * or as long a body as a file's.
 */
const UNHURRIED = [
  /^\/api\/(files|golden-chats|session|me\/password)$/,
  /^\/api\/employees(\/[^/]+)?$/,
  /^\/api\/(pages\/[^/]+\/)?settings(\/(calendar|what-if|golden-run))?$/,
];
const SENDING = new Set(['POST', 'PUT']);

/** Whether such a request may take its time. */
export function isUnhurried(method: string, path: string): boolean {
  return SENDING.has(method) && UNHURRIED.some((those) => those.test(path));
}

/**
 * Answers in time, whatever it waits for: a connection, a lock, the engine, a machine with too much to do. What was
 * begun may still happen, so that is said; it is never told as done after we gave up. A stream has begun by then.
 */
export const answerInTime = (ms = ANSWER_MS) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (isUnhurried(c.req.method, c.req.path)) return next();
    const late = Promise.withResolvers<'late'>();
    const timer = setTimeout(() => late.resolve('late'), ms);
    const work = next().then(() => 'done' as const);
    try {
      const outcome = await Promise.race([work, late.promise]);
      if (outcome === 'late') throw new ApiError('TAKES_TOO_LONG', undefined, { 'retry-after': String(AGAIN_SECONDS) });
    } finally {
      clearTimeout(timer);
      // How it ends afterwards is nobody's answer any more.
      work.catch(() => undefined);
    }
    return undefined;
  });
