import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalsOf, type Rule, RULES } from '#api/access/rules.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { addEmployee } from '../../support/company.ts';
import { ask, codeOf } from '../../support/http.ts';
import { logIn, nobody, type Visitor } from '../../support/visitor.ts';
import { fill, type Route, routesOf } from '../routes.ts';

let api: TestApi;
let routes: Route[];
let promised: Map<string, string[]>;
let number: number;
let visitors: Visitor[];

beforeAll(async () => {
  api = await createApi();
  ({ number } = await openChat(api, api.pages.dim));
  const document = (await ask(`${api.url}/api/openapi.json`)).json<{
    paths: Record<string, Record<string, { 'x-codes': string[] }>>;
  }>();
  promised = new Map(
    Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
        operation['x-codes'],
      ]),
    ),
  );
  routes = routesOf(api).filter((route) => promised.has(name(route)));
  const names = ['taras', 'dmytro', 'olena'] as const;
  const nowhere = { name: 'Віра', email: 'vira@demo.example', roles: ['operator' as const], pageIds: [] };
  const vira = await logIn(api, await addEmployee(api.database.pool, nowhere));
  visitors = [nobody(api), ...(await Promise.all(names.map((one) => logIn(api, one)))), vira];
});
afterAll(() => api.stop());

const name = ({ method, path }: Route) => `${method} ${path}`;
const codesOf = (route: Route) => promised.get(name(route)) ?? [];

/** Codes with which rules refuse. */
const OF_RULES = new Set((Object.keys(RULES) as Rule[]).flatMap(refusalsOf) as string[]);

/** What these people hear: nobody, an operator of another page, an auditor, one of the page, one who has none. */
async function refused(route: Route): Promise<string[]> {
  const path = fill(route.path, { number });
  const codes: (string | null)[] = [];
  for (const visitor of visitors) {
    // What ends a log-in comes last, and a stream has no end.
    const isEnd = route.method === 'DELETE' && route.path === '/api/session';
    const method = visitor !== visitors[0] && route.path === '/api/changes' ? 'HEAD' : route.method;
    if (isEnd && visitor !== visitors[0]) continue;
    const answer = await visitor.ask(path, { method, ...(method === 'GET' || method === 'HEAD' ? {} : { body: {} }) });
    codes.push(codeOf(answer));
  }
  return codes.filter((code) => code !== null);
}

describe('A13: what the document says of who may', () => {
  test('every operation promises what its rule refuses, and is really refused so by it', async () => {
    const wrong: string[] = [];
    for (const route of routes) {
      const byRule: string[] = route.rule ? refusalsOf(route.rule) : [];
      const heard = await refused(route);
      const untold = heard.filter((code) => !codesOf(route).includes(code));
      const unheard = byRule.filter((code) => !heard.includes(code) || !codesOf(route).includes(code));
      for (const code of untold) wrong.push(`${name(route)} refuses with ${code} and does not say so`);
      for (const code of unheard) wrong.push(`${name(route)} does not refuse with ${code}`);
    }
    expect(wrong).toEqual([]);
  });

  test('what no rule of an operation gives, it names only where its handler looks closer', () => {
    const closer = routes.flatMap((route) => {
      const byRule: string[] = route.rule ? refusalsOf(route.rule) : [];
      const own = codesOf(route).filter((code) => OF_RULES.has(code) && !byRule.includes(code));
      return own.map((code) => `${name(route)} ${code}`);
    });
    expect(closer.toSorted()).toEqual([
      // For oneself, or for admins: the rule cannot know whose it is.
      'DELETE /api/leaves/:id NOT_ALLOWED',
      // The chat stands in the query.
      'GET /api/documents CHAT_NOT_FOUND',
      'GET /api/employees/:id/presence NOT_ALLOWED',
      'GET /webhooks/messenger NOT_ALLOWED',
      // The chat stands in the body.
      'POST /api/documents CHAT_NOT_FOUND',
      // What is filed stands in the body, too: of the CRM one needs a page.
      'POST /api/exports NOT_ALLOWED',
      'POST /api/golden-chats CHAT_NOT_FOUND',
      'POST /api/leaves NOT_ALLOWED',
      'PUT /api/me/presence NOT_ALLOWED',
      'PUT /api/me/presence/mode NOT_ALLOWED',
    ]);
  });

  test('a bad request is promised by what checks something, and by nothing else', async () => {
    const iryna = await logIn(api, 'iryna');
    const wrong: string[] = [];
    for (const route of routes.filter((one) => !codesOf(one).includes('BAD_REQUEST'))) {
      if (name(route) === 'DELETE /api/session' || route.path === '/api/changes') continue;
      const answer = await iryna.ask(`${fill(route.path, { number, id: 'no-id', version: 'x' })}?page=x&cursor=x`, {
        method: route.method,
        ...(route.method === 'GET' ? {} : { body: { odd: 1 } }),
      });
      if (answer.status === 400) wrong.push(name(route));
    }
    expect(wrong).toEqual([]);
  });
});
