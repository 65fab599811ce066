import { median, type Row } from './row.ts';
import { short } from './table.ts';

/** Where a message's time went, as rows of cells; nothing where it was not measured. */
export function stepsOf(rows: Row[], who: string): string[][] {
  const of = (place: string, label: string): number =>
    median(rows.find(({ name }) => name === `${who}: ${place}, ${label}`)?.figures ?? []);
  return rows.flatMap(({ name }) => {
    const place = new RegExp(`^${who}: (.+), p50$`).exec(name)?.[1];
    return place === undefined ? [] : [[place, `${short(of(place, 'p50'))} ms`, `${short(of(place, 'p95'))} ms`]];
  });
}

export const WHO = ['a new client', 'a known client'] as const;

/** These have a table of their own. */
export const isStep = ({ name }: Row): boolean => WHO.some((who) => name.startsWith(`${who}: `));
