/** What may stand in a template between double braces. */
export const VARIABLES = [
  'first_name',
  'last_name',
  'page_name',
  'operator_name',
  'working_hours',
  'opens_at',
] as const;
export type Variable = (typeof VARIABLES)[number];

const PLACE = /\{\{\s*([^{}]{0,60}?)\s*\}\}/g;

/** Names between double braces that are no variables. */
export function unknownVariables(text: string): string[] {
  const names = [...text.matchAll(PLACE)].map(([, name]) => name ?? '');
  return [...new Set(names.filter((name) => !isVariable(name)))];
}

/** Stands where a value is missing until the words around it are closed up. */
const GAP = '\uE000';
const START = '\uE001';

/**
 * The text as the client gets it. What is not known, and what is no variable, leaves nothing behind: neither braces nor the comma that
 * stood by it. A value is put in as it is: braces in a client's name mean nothing.
 */
export function render(template: string, values: Partial<Record<Variable, string>>): string {
  const text = template.replace(PLACE, (_, name: string) => (isVariable(name) && values[name]?.trim()) || GAP);
  if (!text.includes(GAP)) return text.trim();
  const closed = text
    .replace(/^\uE000[,:;]?[ \t]*/gm, START)
    .replace(/[,:;]?[ \t]*\uE000(?=[ \t]*(?:[.,!?:;]|$))/gm, '')
    .replace(/\uE000[ \t]*/g, '');
  // A sentence that began with the name begins with a capital all the same.
  return closed.replace(/\uE001(.?)/gu, (_, first: string) => first.toLocaleUpperCase()).trim();
}

function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name);
}
