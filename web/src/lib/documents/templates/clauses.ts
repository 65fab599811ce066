/** A line of a template's text: a heading, or a clause under it. */
export interface Clause {
  /** Within the form. */
  id: number;
  isHeading: boolean;
  text: string;
}

let last = 0;
export const newClause = (isHeading: boolean, text = ''): Clause => ({ id: (last += 1), isHeading, text });

/** A text as its clauses; lines that say nothing are none. */
export const clausesOf = (text: string): Clause[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => (line.startsWith('# ') ? newClause(true, line.slice(2)) : newClause(false, line)));

/** Clauses as the text that is kept. */
export const textOf = (clauses: Clause[]): string =>
  clauses
    .map(({ isHeading, text }) => ({ isHeading, text: text.trim() }))
    .filter(({ text }) => text !== '')
    .map(({ isHeading, text }) => (isHeading ? `# ${text}` : text))
    .join('\n');

/** How each is numbered when it is printed; paragraphs before the first heading are not. */
export function numbersOf(clauses: Clause[]): string[] {
  let [section, clause] = [0, 0];
  return clauses.map(({ isHeading, text }) => {
    if (text.trim() === '') return '';
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
  const added = rest.map((line) => (line.startsWith('# ') ? newClause(true, line.slice(2)) : newClause(false, line)));
  return [...clauses.slice(0, at), { ...split, text: first }, ...added, ...clauses.slice(at + 1)];
}

export function moved(clauses: Clause[], at: number, by: -1 | 1): Clause[] {
  const [one, other] = [clauses[at], clauses[at + by]];
  if (!one || !other) return clauses;
  return clauses.with(at, other).with(at + by, one);
}
