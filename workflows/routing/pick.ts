import type { Strategy } from '../settings/vocabulary.ts';
import type { Eligibility } from './eligibility.ts';
import type { Candidate, Choice, ChosenCode, NobodyChosen, NobodyCode } from './vocabulary.ts';

export function among(
  eligibility: Eligibility,
  choice: NobodyChosen,
  members: Candidate[],
  strategy: Strategy,
  pool: string,
): Choice {
  const present = members.filter(({ presence }) => presence === 'online');
  const reachable = present.filter((one) => !eligibility.isAbsent(one) && !eligibility.isTried(one));
  const fellBack = strategy !== 'even' && reachable.length === 0;
  const free = (strategy === 'even' || fellBack ? members : reachable).filter(
    (one) => eligibility.obstacle(one) === null,
  );
  const partial = { ...choice, pool, strategy, fellBack };
  if (free.length === 0) return nobody(partial, eligibility, members);
  return pick(partial, eligibility, eligibility.preferred(free), strategy, pool);
}

/** Strictly by turns: who had the last turn longest ago. By load: who has the fewest open chats, then by turns. */
function pick(
  choice: NobodyChosen,
  eligibility: Eligibility,
  free: Candidate[],
  strategy: Strategy,
  pool: string,
): Choice {
  const load = (one: Candidate): number => (strategy === 'least' ? one.load : 0);
  const turn = (one: Candidate): number => eligibility.turn(pool, one.id);
  const [first, second] = free.toSorted((a, b) => load(a) - load(b) || turn(a) - turn(b) || (a.id < b.id ? -1 : 1));
  if (!first) return choice;
  const code: ChosenCode = second ? (strategy === 'least' ? 'least' : 'turn') : 'only_one';
  if (!second) return { ...choice, employeeId: first.id, code };
  const tieBreak = load(first) !== load(second) ? 'load' : turn(first) !== turn(second) ? 'turn' : 'id';
  return { ...choice, employeeId: first.id, code, tieBreak };
}

export function nobody(choice: NobodyChosen, eligibility: Eligibility, members: Candidate[]): Choice {
  const obstacles = members.map((one) => eligibility.obstacle(one));
  const code: NobodyCode =
    members.length === 0
      ? eligibility.question.candidates.length === 0
        ? 'no_candidates'
        : 'nobody_fits'
      : obstacles.includes('full')
        ? 'all_full'
        : obstacles.includes('tried')
          ? 'all_tried'
          : obstacles.includes('on_leave')
            ? 'all_on_leave'
            : 'all_full';
  return { ...choice, code };
}
