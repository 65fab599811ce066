import type { HonoRequest, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import PQueue from 'p-queue';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ANSWER_MS, isUnhurried } from '../http/deadline.ts';
import type { ApiEnv } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { me } from './allow.ts';

interface Limits {
  /** Worked on at the same moment, in this process. */
  atOnce: number;
  /** Of everybody, beside those. */
  waiting: number;
  /** Of one person, worked on and waiting. */
  ofOne: number;
  perMinute?: number;
}

/**
 * What takes long, or much memory, has a line: a few at a time, the others wait for their turn. Everything is counted
 * for a person, never for an address: behind one a whole company works. Webhooks have none.
 */
const LIMITS = {
  /** A thread with up to 128 MB each. */
  calendar: { atOnce: 2, waiting: 10, ofOne: 3, perMinute: 30 },
  /** Up to 25 MB each, in memory until it is stored. */
  upload: { atOnce: 4, waiting: 12, ofOne: 4, perMinute: 60 },
  download: { atOnce: 8, waiting: 200, ofOne: 30 },
  /** Up to 500 chats are gone through. */
  golden: { atOnce: 2, waiting: 40, ofOne: 12, perMinute: 120 },
  /** Another company's program answers, or does not: it holds nothing but its own places. */
  neighbour: { atOnce: 8, waiting: 100, ofOne: 6 },
  preview: { atOnce: 4, waiting: 50, ofOne: 6 },
  /**
   * Each is a few milliseconds by its indexes, and what it takes longer it takes from webhooks and decisions, too: more
   * at once would bring nobody's any sooner.
   */
  list: { atOnce: 2, waiting: 400, ofOne: 24 },
  /** Words that stand in many rows take longer than a list: they keep no list waiting. */
  search: { atOnce: 2, waiting: 200, ofOne: 12 },
  /** A quarter of a second of a core each. */
  password: { atOnce: 2, waiting: 20, ofOne: 6, perMinute: 60 },
  codec: { atOnce: 2, waiting: 20, ofOne: 6 },
} as const satisfies Record<string, Limits>;
export type LineName = keyof typeof LIMITS;

/** How soon it is worth while to ask again. */
const AGAIN_SECONDS = 5;

export class Line {
  private readonly queue: PQueue;
  private readonly places = new Map<string, number>();
  private readonly limits: Limits;
  private readonly rate: RateLimiterMemory | null;

  constructor(limits: Limits) {
    this.limits = limits;
    this.queue = new PQueue({ concurrency: limits.atOnce });
    this.rate = limits.perMinute ? new RateLimiterMemory({ points: limits.perMinute, duration: 60 }) : null;
  }

  /** The work when their turn comes; throws TOO_MANY_ATTEMPTS where they are too many, BUSY where all together are. */
  async run<T>(person: string, work: () => Promise<T>, gone?: AbortSignal): Promise<T> {
    if (this.rate) await countIn(this.rate, person);
    // From here to the place in line nothing else happens in between.
    const theirs = this.places.get(person) ?? 0;
    const isFull = this.queue.pending >= this.limits.atOnce && this.queue.size >= this.limits.waiting;
    if (theirs >= this.limits.ofOne) throw tooMany(AGAIN_SECONDS);
    if (isFull) throw new ApiError('BUSY', undefined, { 'retry-after': String(AGAIN_SECONDS) });
    this.places.set(person, theirs + 1);
    try {
      return await this.turn(work, gone);
    } finally {
      this.giveUp(person);
    }
  }

  /**
   * Who goes away leaves the line, for nobody waits for the answer any more. Work that has begun keeps its place until
   * it ends.
   */
  private turn<T>(work: () => Promise<T>, gone: AbortSignal | undefined): Promise<T> {
    const waiting = new AbortController();
    const leave = (): void => waiting.abort(tooMany(AGAIN_SECONDS));
    gone?.addEventListener('abort', leave, { once: true });
    const begin = (): Promise<T> => {
      gone?.removeEventListener('abort', leave);
      return work();
    };
    return this.queue.add(begin, { signal: waiting.signal });
  }

  private giveUp(person: string): void {
    const left = (this.places.get(person) ?? 1) - 1;
    if (left > 0) this.places.set(person, left);
    else this.places.delete(person);
  }
}

async function countIn(rate: RateLimiterMemory, person: string): Promise<void> {
  try {
    await rate.consume(person);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw tooMany(Math.ceil(refused.msBeforeNext / 1000));
  }
}

const LINES = Object.fromEntries(Object.entries(LIMITS).map(([name, limits]) => [name, new Line(limits)])) as Record<
  LineName,
  Line
>;

const LINE = Symbol('line');

/** The line a route's middleware carries, for the test that knows what is heavy. */
export function lineBefore(handler: unknown): LineName | undefined {
  return (handler as { [LINE]?: LineName })[LINE];
}

/** Behind `allow`: a person's turn. */
export function inLine(name: LineName): MiddlewareHandler<ApiEnv> {
  const middleware = createMiddleware<ApiEnv>(async (c, next) => {
    await LINES[name].run(me(c).employee.id, next, givenUp(c.req));
  });
  return Object.assign(middleware, { [LINE]: name });
}

/** Whoever goes away, or was told that it takes too long, does not stand in line any more. */
export function givenUp({ method, path, raw }: HonoRequest): AbortSignal {
  return isUnhurried(method, path) ? raw.signal : AbortSignal.any([raw.signal, AbortSignal.timeout(ANSWER_MS)]);
}

export function tooMany(seconds: number): ApiError {
  return new ApiError('TOO_MANY_ATTEMPTS', { retryAfterSeconds: seconds }, { 'retry-after': String(seconds) });
}
