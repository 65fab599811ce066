import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { hashToken } from '#api/access/sign.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { addEmployee, type PersonName } from '../../support/company.ts';
import { type Answer, ask } from '../../support/http.ts';
import { fits, fitting, type JsonSchema, type Known } from '../../support/from-schema.ts';
import { type Visitor, withToken } from '../../support/visitor.ts';

interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required?: boolean;
  schema: JsonSchema;
}
interface Operation {
  method: string;
  path: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema: JsonSchema }> }>;
  'x-codes': string[];
}
export const SEED = 20_261_127;
/** A stream has no end; a delivery is signed over its bytes. */
const ELSEWHERE = ['/api/changes', '/webhooks/messenger'];
/** The same handlers as the installation's. */
const AGAIN = '/api/pages/{id}/settings/';
export let api: TestApi;
export let operations: Operation[];
let error: JsonSchema;
export let people: Record<PersonName, Visitor>;
export let known: Known;
let inPath: (path: string) => Known;
async function tokenOf(employeeId: string): Promise<Visitor> {
  const token = `rzm_${randomUUID()}AAAAAAA`;
  await api.database.pool.query('insert into api_token (id, employee_id, name, hash) values ($1, $2, $3, $4)', [
    randomUUID(),
    employeeId,
    'x',
    hashToken(token),
  ]);
  return withToken(api, token);
}
const recordsOfEach = async (made: (path: string, body: object) => Promise<string>) => ({
  leads: await made('/api/leads', { name: 'лід' }),
  orders: await made('/api/orders', { name: 'замовлення' }),
  sources: await made('/api/sources', { kind: 'lead', name: 'джерело' }),
  statuses: await made('/api/statuses', { kind: 'lead', meaning: 'junk' }),
});
/** Ids of what is there, so that not everything asked for is missing. */
async function somethingOfEach(number: number) {
  const { iryna } = people;
  const victim = await addEmployee(api.database.pool, {
    name: 'Хтось',
    email: 'somebody@demo.example',
    roles: ['operator'],
    pageIds: [],
  });
  const made = async (path: string, body: object) => (await iryna.post(path, body)).json<{ id: string }>().id;
  const team = await made('/api/teams', { name: 'команда', employeeIds: [victim.id] });
  const contact = await made('/api/contacts', { name: 'контакт' });
  const ids: Record<string, string> = {
    pages: api.pages.outlet.id,
    employees: victim.id,
    teams: team,
    contacts: contact,
    ...(await recordsOfEach(made)),
  };
  const sometimes = (value: unknown, other: fc.Arbitrary<unknown>) => fc.oneof(fc.constant(value), other);
  const strong = fc.uuid().map((text) => `Дуже-${text}`);
  return {
    known: {
      password: strong,
      next: strong,
      chatNumber: sometimes(number, fc.integer({ min: 1, max: 2 ** 31 - 1 })),
      managerId: sometimes(victim.id, fc.constant(null)),
      employeeId: sometimes(victim.id, fc.uuid()),
      timeZone: sometimes('Europe/Kyiv', fc.constant('Mars')),
    },
    inPath: (path: string): Known => ({
      number: sometimes(number, fc.constantFrom(2_000_000_000)),
      id: sometimes(ids[path.split('/')[2] ?? ''] ?? randomUUID(), fc.uuid()),
      employeeId: sometimes(victim.id, fc.constant('me')),
    }),
  };
}
interface Request {
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}
/** A request that the document allows, but for what `bodyOf` makes of its body. */
export function requestOf(
  operation: Operation,
  bodyOf: (schema: JsonSchema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Request> {
  const { parameters = [], requestBody, path } = operation;
  const values = inPath(path);
  const part = (where: Parameter['in']) => {
    const those = parameters.filter((one) => one.in === where);
    const each = those.map(({ name, schema }) => [name, (where === 'path' ? values[name] : null) ?? fitting(schema)]);
    const requiredKeys = those.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(each) as Record<string, fc.Arbitrary<unknown>>, { requiredKeys });
  };
  const schema = requestBody?.content['application/json']?.schema;
  const body = schema ? bodyOf(schema) : fc.constant(requestBody ? 'bytes' : undefined);
  return fc.tuple(part('path'), part('query'), part('header'), body).map(([inside, query, header, given]) => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(inside[name])));
    const type = schema ? 'application/json' : requestBody ? 'application/octet-stream' : null;
    const texts = Object.entries(header).map(([name, value]) => [name, encodeURIComponent(String(value))]);
    return {
      path: search ? `${filled}?${search}` : filled,
      headers: { ...Object.fromEntries(texts), ...(type ? { 'content-type': type } : {}) },
      ...(given === undefined ? {} : { body: schema ? JSON.stringify(given) : given }),
    };
  });
}
export const send = (who: Visitor, { method }: Operation, { path, headers, body }: Request): Promise<Answer> =>
  who.ask(path, { method: method.toUpperCase(), headers, body });
/** What an answer has that the document does not tell. */
export function untold({ responses, 'x-codes': codes }: Operation, answer: Answer): string | null {
  const told = responses[String(answer.status)];
  if (!told) return `status ${answer.status}`;
  if (!told.content) return answer.status === 204 && answer.text !== '' ? 'a body' : null;
  const type = String(answer.headers['content-type']).split(';')[0] ?? '';
  const schema = told.content[type]?.schema;
  if (!schema) return `a body of ${type}`;
  if (type !== 'application/json') return null;
  const isError = schema.$ref !== undefined;
  const body = answer.json<{ error?: { code: string } }>();
  if (isError && !codes.includes(body.error?.code ?? '')) return `the code ${body.error?.code}`;
  return fits(isError ? error : schema)(body) ? null : `a body of another shape: ${answer.text.slice(0, 200)}`;
}
export const name = ({ method, path }: Operation) => `${method.toUpperCase()} ${path}`;

export function setUpDocument(): void {
  beforeAll(async () => {
    api = await createApi();
    const { number } = await openChat(api, api.pages.dim);
    // Who asks something of it hears at once that it is finished: there is no worker.
    await api.database.pool.query(`update chat set status = 'finished', finished_at = now() where number = $1`, [
      number,
    ]);
    const document = (await ask(`${api.url}/api/openapi.json`)).json<{
      paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>;
      components: { schemas: { Error: JsonSchema } };
    }>();
    error = document.components.schemas.Error;
    operations = Object.entries(document.paths)
      .filter(([path]) => !ELSEWHERE.includes(path) && !path.startsWith(AGAIN))
      .flatMap(([path, item]) => Object.entries(item).map(([method, one]) => ({ ...one, path, method })));
    people = Object.fromEntries(
      await Promise.all(Object.entries(api.people).map(async ([name, { id }]) => [name, await tokenOf(id)])),
    ) as Record<PersonName, Visitor>;
    const there = await somethingOfEach(number);
    known = there.known;
    inPath = there.inPath;
  });
  afterAll(() => api.stop());
}
