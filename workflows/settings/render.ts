import { GAP, closeGaps } from './close-gaps.ts';
import { isVariable, type Variable } from './variables.ts';

const PLACE = /\{\{([^{}]{0,200})\}\}/g;

/** Names between double braces that are no variables. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(PLACE)].map(([, name = '']) => name.trim());
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/**
 * The text as the client gets it. What is not known, and what is no variable, leaves nothing behind: neither braces,
 * nor the brackets around it, nor the comma that stood by it. A value is put in as it is: braces in a client's name
 * mean nothing.
 */
export function render(template: string, values: Partial<Record<Variable, string>>): string {
  const valueOf = (name: string): string | undefined => (isVariable(name) && values[name]?.trim()) || undefined;
  const given: string[] = [];
  const marked = template
    .replaceAll(GAP, '')
    .replaceAll(VALUE, '')
    .replace(PLACE, (_, name: string) => {
      const value = valueOf(name.trim());
      if (value === undefined) return GAP;
      given.push(value);
      return VALUE;
    });
  const closed = marked.includes(GAP) ? closeGaps(marked) : marked;
  return closed.replaceAll(VALUE, () => given.shift() ?? '').trim();
}

/** A piece of a text as it is put in, or the variable for which there is no value. */
export type Part = { text: string } | { missing: Variable };

/** The text for somebody who reads it before it goes out: what has no value is named and not left out. */
export function partsOf(template: string, values: Partial<Record<Variable, string>>): Part[] {
  // Of what is split by a pattern with one group, each second piece is what the group found.
  const parts = template.split(PLACE).map((piece, at): Part => {
    const name = piece.trim();
    if (at % 2 === 0) return { text: piece };
    if (!isVariable(name)) return { text: `{{${piece}}}` };
    const value = values[name]?.trim() ?? '';
    return value === '' ? { missing: name } : { text: value };
  });
  return parts.reduce<Part[]>((joined, part) => {
    const last = joined.at(-1);
    if (!('text' in part)) return [...joined, part];
    if (last && 'text' in last) return [...joined.slice(0, -1), { text: last.text + part.text }];
    return part.text === '' ? joined : [...joined, part];
  }, []);
}

/** Stands where a value will, so that what is in it is not taken for the template's. */
const VALUE = '\uE001';
