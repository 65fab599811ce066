import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import type { Variable } from '#workflows/settings/variables.ts';

const NAMES: Record<Variable, (inputs: object, options?: { locale?: (typeof locales)[number] }) => string> = {
  first_name: m.var_first_name,
  last_name: m.var_last_name,
  page_name: m.var_page_name,
  operator_name: m.var_operator_name,
  working_hours: m.var_working_hours,
  opens_at: m.var_opens_at,
};

/** What stands in an answer for a value that is not known. */
export const gapOf = (name: Variable): string => `[${NAMES[name]({})}]`;

/**
 * What is still to be filled in, in its order: known by its words alone, so that a draft holds it however it was kept,
 * in whichever language the desk was then.
 */
export function gapsIn(text: string): { gap: string; at: number }[] {
  const gaps = locales.flatMap((locale) => Object.values(NAMES).map((name) => `[${name({}, { locale })}]`));
  return [...new Set(gaps)]
    .map((gap) => ({ gap, at: text.indexOf(gap) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
}
