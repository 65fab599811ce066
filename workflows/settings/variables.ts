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

export function isVariable(name: string): name is Variable {
  return (VARIABLES as readonly string[]).includes(name);
}
