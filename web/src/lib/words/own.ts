/**
 * What stands in a table of words under a name from outside; `constructor` and `__proto__` stand in every object, and
 * are none of ours.
 */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
