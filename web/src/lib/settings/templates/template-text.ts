import { isVariable, type Variable, VARIABLES } from '#workflows/settings/variables.ts';

/** A template is kept with `{{first_name}}`; a person sees and types `{ім’я}`, whose braces the page hides. */
export type VariableWords = Record<Variable, string>;

export interface Part {
  text: string;
  /** None for plain words; unknown when nothing will be put in its place. */
  variable?: 'known' | 'unknown';
}

const KEPT = /\{\{([^{}]{1,200})\}\}/g;
const SHOWN = /\{\{?([^{}]{1,60})\}?\}/g;

export function shownText(kept: string, words: VariableWords): string {
  return kept.replace(KEPT, (_, inner: string) => {
    const name = inner.trim();
    return `{${isVariable(name) ? words[name] : name}}`;
  });
}

export function keptText(shown: string, words: VariableWords): string {
  return shown.replace(SHOWN, (_, word: string) => `{{${nameOf(word, words)}}}`);
}

/** The words of what is shown, and its variables with the braces around them. */
export function partsOfShown(shown: string, words: VariableWords): Part[] {
  return partsOf(shown, SHOWN, (sign, word) => ({
    text: sign,
    variable: isVariable(nameOf(word, words)) ? 'known' : 'unknown',
  }));
}

/** A kept text for reading: variables by their names, without braces. */
export function partsOfKept(kept: string, words: VariableWords): Part[] {
  return partsOf(kept, KEPT, (_, inner) => {
    const name = inner.trim();
    return isVariable(name) ? { text: words[name], variable: 'known' } : { text: name, variable: 'unknown' };
  });
}

/** The variable that ends (or with `before` begins) at the caret: it is deleted as a whole. */
export function variableBeside(shown: string, caret: number, side: 'before' | 'after'): [number, number] | null {
  for (const match of shown.matchAll(SHOWN)) {
    const [start, end] = [match.index, match.index + match[0].length];
    if ((side === 'before' ? end : start) === caret) return [start, end];
  }
  return null;
}

function partsOf(text: string, pattern: RegExp, variable: (sign: string, name: string) => Part): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push(variable(match[0], match[1] ?? ''));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

function nameOf(word: string, words: VariableWords): string {
  const said = word.trim();
  return VARIABLES.find((name) => words[name].toLocaleLowerCase() === said.toLocaleLowerCase()) ?? said;
}

/** Where the texts begin and end to differ, and what stands there in the new one. */
export function changedPart(before: string, after: string): [start: number, end: number, words: string] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return [start, before.length - same, after.slice(start, after.length - same)];
}

/** Every language that any of the texts is in, the default one first. */
export function languagesOf(templates: Record<string, Record<string, string>>, first: string): string[] {
  const all = Object.values(templates).flatMap((texts) => Object.keys(texts));
  return [...new Set([first, ...all])];
}
