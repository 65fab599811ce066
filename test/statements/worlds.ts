/** What is thrown where a text depends on something that nobody can know without running the code. */
export class Unknown extends Error {
  override name = 'Unknown';
}

/** One way through the code: what is decided once stays decided, however often it is asked for. */
export interface World {
  /** Picks one of `options` for `subject`; the other ones are picked in other worlds. */
  pick<T>(subject: object, options: readonly T[]): T;
}

const MOST = 3_000;

/** What `work` gives in every world: each combination of what it picks, once. */
export function inEveryWorld<T>(work: (world: World) => T): T[] {
  const results: T[] = [];
  let path: number[] = [];
  do {
    const walk = walkAlong(path);
    results.push(work(walk));
    path = nextPath(walk.taken);
    if (results.length > MOST) throw new Unknown(`more than ${MOST} variants`);
  } while (path.length > 0);
  return results;
}

type Taken = { index: number; of: number }[];

function walkAlong(path: readonly number[]): World & { taken: Taken } {
  const taken: Taken = [];
  const picked = new Map<object, number>();
  return {
    taken,
    pick(subject, options) {
      const index = picked.get(subject) ?? path[taken.length] ?? 0;
      if (!picked.has(subject)) {
        picked.set(subject, index);
        taken.push({ index, of: options.length });
      }
      return options[index] as (typeof options)[number];
    },
  };
}

/** As an odometer goes on; empty at its end. */
function nextPath(taken: Taken): number[] {
  const last = taken.findLastIndex(({ index, of }) => index + 1 < of);
  return last < 0 ? [] : taken.slice(0, last + 1).map(({ index }, at) => (at === last ? index + 1 : index));
}
