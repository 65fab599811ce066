import type { Schedule } from '../schedule.ts';

export type Callback = { url: string; verifyToken: string };

/** One verification as the App Dashboard does it. Null when the callback answered right, else what was wrong. */
export async function verify(callback: Callback, timeoutMs: number): Promise<string | null> {
  const challenge = String(Math.floor(100_000_000 + Math.random() * 900_000_000));
  const url = new URL(callback.url);
  url.searchParams.set('hub.mode', 'subscribe');
  url.searchParams.set('hub.verify_token', callback.verifyToken);
  url.searchParams.set('hub.challenge', challenge);
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
    const body = await answer.text();
    if (answer.status !== 200) return `it answered ${answer.status}`;
    return body === challenge ? null : 'it did not answer with the challenge alone';
  } catch (error) {
    return error instanceof Error ? causeOf(error) : String(error);
  }
}

type Verification = {
  callback: Callback;
  schedule: Schedule;
  timeoutMs: number;
  log: (line: string) => void;
  isCurrent: () => boolean;
};

/** Asks until the callback answers right, because in a demo the product may start later than its Messenger. */
export function verifyUntilDone(verification: Verification, done: () => void): void {
  const { callback, schedule, timeoutMs, log, isCurrent } = verification;
  let lastFault = '';
  async function attempt(waitMs: number): Promise<void> {
    const fault = await verify(callback, timeoutMs);
    if (!isCurrent()) return;
    if (fault === null) {
      log(`webhook ${callback.url} verified`);
      done();
      return;
    }
    if (fault !== lastFault) log(`webhook ${callback.url} is not verified yet: ${fault}; asking again`);
    lastFault = fault;
    schedule.after(waitMs, () => void attempt(Math.min(waitMs * 2, 2000)));
  }
  void attempt(100);
}

/** fetch hides the reason (ECONNREFUSED and the like) in `cause`. */
export function causeOf(error: Error): string {
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.name === 'TimeoutError' ? 'no answer in time' : error.message;
}
