/**
 * What stands under a name that came from outside; `constructor` and `__proto__` stand in every object, and are nothing
 * of ours.
 */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
