import type { Hono } from 'hono';
import type { ApiEnv } from './deps.ts';

interface Place {
  path: RegExp;
  /** Called so, letter by letter: it is no id then. */
  isNamed: boolean;
  methods: Set<string>;
}

/** What a path may be asked by, for those who ask by another method; nothing where there is no such path. */
export function methodsOf(app: Hono<ApiEnv>): (path: string) => string[] {
  let places: Place[] | null = null;
  return (path) => {
    places ??= placesOf(app);
    const there = places.filter((place) => place.path.test(path));
    const named = there.filter(({ isNamed }) => isNamed);
    return [...new Set((named.length > 0 ? named : there).flatMap(({ methods }) => [...methods]))].toSorted();
  };
}

function placesOf(app: Hono<ApiEnv>): Place[] {
  const routes = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'));
  return [...Map.groupBy(routes, ({ path }) => path)].map(([path, those]) => ({
    path: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
    isNamed: !path.includes(':'),
    methods: new Set(those.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))),
  }));
}
