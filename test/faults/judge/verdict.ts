export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'row';

/** Something that does not hold; counted under what it is called in the report. */
export type Fault = { invariant: Invariant; kind: 'lost' | 'doubled' | 'out of order' | 'wrong state'; what: string };

export function fault(invariant: Invariant, kind: Fault['kind'], what: string): Fault {
  return { invariant, kind, what };
}

/** Items that occur more than once. */
export function repeated<T>(items: T[]): T[] {
  const seen = new Set<T>();
  return items.filter((item) => seen.has(item) || !seen.add(item));
}
