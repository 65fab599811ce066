import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi, type TestApi } from '../support/api.ts';
import { ask } from '../support/http.ts';
import { routesOf } from '../attacks/routes.ts';

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

test('what takes a body says which, and each error has the one shape', () => {
  const withBody = operations.filter(({ requestBody }) => requestBody).map(({ path, method }) => `${method} ${path}`);
  expect(withBody).toEqual(
    expect.arrayContaining([
      'post /api/session',
      'post /api/chats/{number}/messages',
      'put /api/chats/{number}/status',
      'post /api/pages',
    ]),
  );
  for (const { responses } of operations) {
    expect(JSON.stringify(responses['default']?.content?.['application/json']?.schema)).toMatch(
      /"error".*"code".*"message"/,
    );
  }
});

test('the reference shows every operation of the document, and needs no script', async () => {
  const { text } = await ask(`${api.url}/api/docs`);
  for (const { operationId, path } of operations) {
    expect(text).toContain(`id="${operationId}"`);
    expect(text).toContain(path);
  }
  expect(text).not.toContain('<script');
});
