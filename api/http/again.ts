/** Requests in whose middle the connection to the database broke; only those that are asked again are looked up. */
const cutOff = new WeakSet<Request>();
const SAFE = new Set(['GET', 'HEAD']);
const TRIES = 3;
const PAUSE_MS = 20;

/** Told where errors become answers: this one's connection to the database broke. */
export function noteCutOff(request: Request): void {
  cutOff.add(request);
}

/**
 * A request that only reads is asked again, at once and over another connection, when PostgreSQL cut off the first: an
 * administrator's restart, or a broken line, is not the reader's business. One that changes something is not: it says
 * by itself what it knows.
 */
export function askedAgain<Rest extends unknown[]>(
  fetch: (request: Request, ...rest: Rest) => Response | Promise<Response>,
): (request: Request, ...rest: Rest) => Promise<Response> {
  return async (request, ...rest) => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(request, ...rest);
      if (!cutOff.delete(request) || !SAFE.has(request.method) || attempt === TRIES) return answer;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  };
}
