import { SWITCHED_OFF } from '#workflows/documents/body.ts';

/** A line of a template's text: a heading, or a clause under it. */
export interface Clause {
  /** Within the form. */
  id: number;
  isHeading: boolean;
  /** Kept, and on no page. */
  isOff: boolean;
  text: string;
}

let last = 0;
export const newClause = (isHeading: boolean, text = '', isOff = false): Clause => ({
  id: (last += 1),
  isHeading,
  isOff,
  text,
});

/** A line as it is kept. */
function clauseOf(line: string): Clause {
  const isOff = line.startsWith(SWITCHED_OFF);
  const said = isOff ? line.slice(SWITCHED_OFF.length).trimStart() : line;
  return said.startsWith('# ') ? newClause(true, said.slice(2), isOff) : newClause(false, said, isOff);
}

/** A text as its clauses; lines that say nothing are none. */
export const clausesOf = (text: string): Clause[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(clauseOf);

/** Clauses as the text that is kept. */
export const textOf = (clauses: Clause[]): string =>
  clauses
    .map((clause) => ({ ...clause, text: clause.text.trim() }))
    .filter(({ text }) => text !== '')
    .map(({ isHeading, isOff, text }) => `${isOff ? SWITCHED_OFF : ''}${isHeading ? '# ' : ''}${text}`)
    .join('\n');

/** How each is numbered when it is printed; paragraphs before the first heading are not. */
export function numbersOf(clauses: Clause[]): string[] {
  let [section, clause] = [0, 0];
  return clauses.map(({ isHeading, isOff, text }) => {
    if (isOff || text.trim() === '') return '';
    if (isHeading) [section, clause] = [section + 1, 0];
    else clause += 1;
    if (section === 0) return '';
    return isHeading ? `${section}.` : `${section}.${clause}.`;
  });
}

/** Where lines were put into one of them each line becomes a clause of its own. */
export function splitAt(clauses: Clause[], at: number): Clause[] {
  const split = clauses[at];
  if (!split?.text.includes('\n')) return clauses;
  const [first = '', ...rest] = split.text.split('\n');
  const added = rest.map(clauseOf);
  return [...clauses.slice(0, at), { ...split, text: first }, ...added, ...clauses.slice(at + 1)];
}

export function moved(clauses: Clause[], at: number, by: -1 | 1): Clause[] {
  const [one, other] = [clauses[at], clauses[at + by]];
  if (!one || !other) return clauses;
  return clauses.with(at, other).with(at + by, one);
}
