import { hc } from 'hono/client';
import type { AppType } from '#api/app.ts';
import { ApiError } from './error.ts';

const PATIENCE_MS = 15_000;

/** The typed client made from the server's own routes. Only `api.ts` calls it. */
export const client = hc<AppType>(globalThis.location?.origin ?? 'http://localhost', { fetch: patientFetch });

/** A request that nobody answers ends as an ApiError too, so that callers meet one kind of failure. */
async function patientFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const limit = AbortSignal.timeout(PATIENCE_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, limit]) : limit;
  return fetch(input, { ...init, signal }).catch((cause: unknown) => {
    if (init?.signal?.aborted) throw cause;
    // Asked and not answered in time: it may still be done, which is not to be told as a line that is down.
    throw new ApiError(0, limit.aborted ? 'SLOW' : 'OFFLINE', 'The server does not answer');
  });
}
