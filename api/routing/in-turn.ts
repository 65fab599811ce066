import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import { tooMany } from '../access/line.ts';
import { ApiError } from '../errors/error.ts';

/** Each holds the chats of a period in memory, and takes its part of the thread that answers everybody. */
const AT_ONCE = 2;
const IN_LINE = 8;
/** What they gave up may still be ending while they ask anew. */
const OF_ONE_PERSON = 3;
const LOOK_MS = 100;
const AGAIN_SECONDS = 10;

export interface Place {
  employeeId: string;
  isTheirTurn: boolean;
  left: AbortController;
}

const places = new Set<Place>();
const queue = new PQueue({ concurrency: AT_ONCE });

/** A place in this process's line for heavy work; whoever takes one leaves it. Refuses where too many wait. */
export function takePlace(employeeId: string): Place {
  const theirs = [...places].filter((place) => place.employeeId === employeeId);
  if (theirs.length >= OF_ONE_PERSON) throw tooMany(AGAIN_SECONDS);
  // Others fill the line: nothing this person did.
  if (places.size >= AT_ONCE + IN_LINE) throw new ApiError('BUSY', undefined, { 'retry-after': String(AGAIN_SECONDS) });
  const place = { employeeId, isTheirTurn: false, left: new AbortController() };
  places.add(place);
  // Ends with whoever leaves, waiting or working.
  queue.add(() => stay(place), { signal: place.left.signal }).catch(() => undefined);
  return place;
}

function stay(place: Place): Promise<unknown> {
  place.isTheirTurn = true;
  return once(place.left.signal, 'abort');
}

export function leavePlace(place: Place): void {
  places.delete(place);
  place.left.abort();
}

/** The work when its turn comes. Yields meanwhile, so that who waits can be told so, and can give up. */
export async function* inTurn<T>(place: Place, steps: AsyncGenerator<number, T>): AsyncGenerator<number, T> {
  while (!place.isTheirTurn) {
    yield 0;
    await setTimeout(LOOK_MS);
  }
  return yield* steps;
}
