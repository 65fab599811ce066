import type { Difference, Line, Outcome } from './vocabulary.ts';

/**
 * What differs between what is expected of an example and what comes of it. Lines that are wholly equal are no
 * difference, in whatever order those of one moment stand; of the rest those about the same thing are one that changed.
 */
export function compare(expected: Outcome, actual: Outcome): Difference[] {
  const [gone, come] = [rest(expected, actual), rest(actual, expected)];
  const bySubject = new Map<string, Line[]>();
  for (const line of come) bySubject.set(subjectOf(line), [...(bySubject.get(subjectOf(line)) ?? []), line]);
  const found = gone.map((line): Difference => {
    const other = bySubject.get(subjectOf(line))?.shift() ?? null;
    return { kind: other ? 'changed' : 'missing', expected: line, actual: other };
  });
  const added = [...bySubject.values()].flat().map((line): Difference => {
    return { kind: 'added', expected: null, actual: line };
  });
  return [...found, ...added].toSorted((a, b) => momentOf(a) - momentOf(b));
}

/** The lines of the first that have no equal among those of the second. */
function rest(lines: Outcome, others: Outcome): Line[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(keyOf(line)) ?? 0;
    if (count > 0) left.set(keyOf(line), count - 1);
    return count === 0;
  });
}

/** The database gives back the same line with its parts in another order. */
function keyOf({ at, kind, code, template, what, to, rule }: Line): string {
  return JSON.stringify([at, kind, code, template, what, to, rule]);
}

const SUBJECTS = {
  said: 'message',
  not_said: 'message',
  contact: 'contact',
  status: 'status',
  finished: 'finished',
  joined: 'joined',
  left: 'left',
  assigned: 'operator',
  nobody: 'operator',
  transferred: 'transferred',
  escalated: 'escalated',
  deadline: 'deadline',
  lead: 'lead',
  refused: 'refused',
  stopped: 'stopped',
} satisfies Record<Line['kind'], string>;

/** What a line is about: whether a message goes out or not, it is about that message. */
function subjectOf({ kind, template = '', what = '' }: Line): string {
  return `${SUBJECTS[kind]} ${template} ${what}`;
}

function momentOf({ expected, actual }: Difference): number {
  return Math.min(expected?.at ?? Infinity, actual?.at ?? Infinity);
}
