import { ruleOf } from '#api/access/allow.ts';
import type { Rule } from '#api/access/rules.ts';
import type { TestApi } from '../support/api.ts';

export interface Route {
  method: string;
  path: string;
  /** The rule in front of everything else; none: forgotten. */
  rule: Rule | undefined;
}

/**
 * Every route of the running router with its rule. What is mounted on all methods is middleware, and `middleware` names
 * it.
 */
export function routesOf({ running }: Pick<TestApi, 'running'>): Route[] {
  const first = new Map<string, Route>();
  for (const { method, path, handler } of running.app.routes) {
    if (method === 'ALL') continue;
    const id = `${method} ${path}`;
    if (!first.has(id)) first.set(id, { method, path, rule: ruleOf(handler) });
  }
  return [...first.values()];
}

/** Paths under which something listens to all methods. */
export function middleware({ running }: Pick<TestApi, 'running'>): string[] {
  return [...new Set(running.app.routes.filter(({ method }) => method === 'ALL').map(({ path }) => path))].sort();
}

/** The route's path with these values; other parameters get something that is nobody's. */
export function fill(path: string, values: Record<string, string | number>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => String(values[name] ?? '00000000-0000-4000-8000-000000000000'));
}
