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

/** Stands where a value will, so that what is in it is not taken for the template's. */
const VALUE = '\uE001';
