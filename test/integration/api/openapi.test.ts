import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { ask } from '#test/integration/support/http.ts';
import { routesOf } from '#test/integration/attacks/routes.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { in: string; name: string; required?: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  components: { securitySchemes: object };
  paths: Record<string, Record<string, Operation>>;
}

let api: TestApi;
let document: Document;
let operations: (Operation & { path: string; method: string })[];

beforeAll(async () => {
  api = await createApi();
  document = (await ask(`${api.url}/api/openapi.json`)).json<Document>();
  operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ ...operation, path, method })),
  );
});
afterAll(() => api.stop());

test('the document lists every route but those that serve it', () => {
  const served = routesOf(api).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  const own = ['GET /api/openapi.json', 'GET /api/docs', 'GET /api/docs/style.css'];
  const listed = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(listed.toSorted()).toEqual(served.filter((route) => !own.includes(route)).toSorted());
});

test('the document is the recorded one, whatever the order of its keys', async () => {
  const howAnew = 'npx vitest run --project integration test/integration/api/openapi.test.ts --update';
  const text = `${JSON.stringify(document, inOrder, 2)}\n`;
  await expect(
    text,
    `The API tells something else of itself than test/recorded/openapi.json. Where that is meant: ${howAnew}`,
  ).toMatchFileSnapshot('../../recorded/openapi.json');
});

/** Of an object its keys by the alphabet; lists stay as they are. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test('it has the shape of OpenAPI 3.1', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(document.info).toMatchObject({ title: 'Rozmova', version: expect.any(String) as string });
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, method, summary, tags, responses } of operations) {
    expect([path, method, summary.length > 0, tags.length]).toEqual([path, method, true, 1]);
    for (const [status, answer] of Object.entries(responses)) {
      expect(status).toMatch(/^(\d{3}|default)$/);
      expect(answer.description.length).toBeGreaterThan(0);
      for (const { schema } of Object.values(answer.content ?? {})) expect(typeof schema).toBe('object');
    }
  }
});

test('every parameter of a path is declared and required', () => {
  for (const { path, method, parameters = [] } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    const declared = parameters.filter((parameter) => parameter.in === 'path');
    expect([method, path, declared.map(({ name }) => name).sort()]).toEqual([method, path, inPath.sort()]);
    expect(declared.every(({ required }) => required === true)).toBe(true);
  }
});

test('every reference inside it leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, target]) => target ?? '');
  for (const target of references) {
    const found = target
      .split('/')
      .reduce<unknown>((part, step) => (part as Record<string, unknown> | undefined)?.[step], document);
    expect([target, typeof found]).toEqual([target, 'object']);
  }
});

test('what takes a body says which', () => {
  const withBody = operations.filter(({ requestBody }) => requestBody).map(({ path, method }) => `${method} ${path}`);
  expect(withBody).toEqual(
    expect.arrayContaining([
      'post /api/session',
      'post /api/chats/{number}/messages',
      'put /api/chats/{number}/status',
      'post /api/pages',
    ]),
  );
});

test('Y02: every error of every operation has the one shape, and none that of the library that checks', () => {
  const error = { $ref: '#/components/schemas/Error' };
  for (const { path, method, responses } of operations) {
    const failing = Object.entries(responses).filter(
      ([status]) => !/^[23]/.test(status) && path + status !== '/health/ready503',
    );
    const schemas = failing.map(([, { content }]) => content?.['application/json']?.schema);
    expect([method, path, schemas]).toEqual([method, path, schemas.map(() => error)]);
    expect([method, path, failing.length > 1]).toEqual([method, path, true]);
  }
  expect(JSON.stringify(document)).not.toContain('"success"');
});

test('the reference shows every operation of the document, and needs no script', async () => {
  const { text } = await ask(`${api.url}/api/docs`);
  for (const { operationId, path } of operations) {
    expect(text).toContain(`id="${operationId}"`);
    expect(text).toContain(path);
  }
  expect(text).not.toContain('<script');
});

describe('Y18: what anybody may ask for costs the thread that accepts messages no more for being asked often', () => {
  const bounded: Record<string, string> = {
    'GET /api/demo': 'asked of the database once in two seconds',
    'GET /api/demo/shop': 'asked of the database once in two seconds',
    'GET /api/docs': 'made once',
    'GET /api/docs/style.css': 'made once',
    'GET /api/openapi.json': 'made once',
    'GET /api/pages/:id/widget': 'asked of the database once in two seconds, six hundred times a minute of one address',
    'GET /api/shared-documents/:token':
      'nothing is read before the signature holds, of a document thirty times a minute',
    'GET /health/live': 'says a word',
    'GET /health/ready': 'looks twice a second at most',
    'GET /webhooks/messenger': 'compares a word',
    'GET /widget.js': 'packed once',
    'POST /api/session': 'tries are counted',
    'POST /webhooks/messenger': 'nothing is read before the signature holds, of two megabytes at most',
  };

  test('each of these routes is known, with what bounds it', () => {
    const open = routesOf(api).filter(({ rule }) => rule === 'anyone' || rule === 'meta');
    expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(Object.keys(bounded));
  });

  test.each(Object.keys(bounded).filter((route) => route.startsWith('GET ')))('%s', async (route) => {
    let connections = 0;
    const count = (): void => void (connections += 1);
    api.database.pool.on('acquire', count);
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ask(`${api.url}${route.slice('GET '.length)}`)),
    );
    api.database.pool.off('acquire', count);
    expect(new Set(answers.map(({ status }) => status)).size).toBe(1);
    // Not one for each who asks; the loops of the process ask, too.
    expect(connections).toBeLessThan(100);
  });

  test('the description is written once for each form, whoever asked how often', () => {
    const log = api.logbook.text();
    for (const what of ['description', 'reference'])
      expect([what, log.split(`the ${what} of the API is written`).length - 1]).toEqual([what, 1]);
  });

  test.each(['/api/docs', '/api/openapi.json', '/api/docs/style.css'])(
    '%s is not sent twice to who has it',
    async (path) => {
      const { headers } = await ask(api.url + path);
      const again = await ask(api.url + path, { headers: { 'if-none-match': String(headers.etag) } });
      expect([again.status, again.text]).toEqual([304, '']);
    },
  );
});
