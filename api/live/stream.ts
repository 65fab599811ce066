import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Signed } from '../access/auth.ts';
import { signedStill } from '../access/sign.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { Window } from './window.ts';

/** The live stream of one window: first what it missed, then everything as it happens, until its session ends. */
export function streamChanges(
  c: Context<ApiEnv>,
  deps: ApiDeps,
  signed: Signed,
  lastEventId: string | undefined,
  ended: () => void,
): Response {
  c.header('x-accel-buffering', 'no');
  c.header('cache-control', 'no-store');
  return streamSSE(c, async (stream) => {
    const window = new Window(deps, stream, signed);
    const stop = deps.feed.subscribe(
      (delivery) => window.receive(delivery),
      () => window.close(),
    );
    stream.onAbort(() => window.close());
    try {
      await window.open(lastEventId);
      await window.keepAlive(() => signedStill(c, deps));
    } finally {
      stop();
      ended();
    }
  });
}
