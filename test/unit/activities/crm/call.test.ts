import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CallFailed, type Neighbour } from '#activities/crm/call.ts';
import { httpCrm, pingNeighbour } from '#activities/crm/http.ts';
import { anyHostOr } from '#activities/files/hosts.ts';
import { createNeighbour, type NeighbourProgram } from '#test/neighbour/neighbour.ts';

const secret = 'canary-secret-of-the-neighbour';
let program: NeighbourProgram;
beforeAll(async () => void (program = await createNeighbour(secret)));
afterAll(() => program?.close());

const limits = { bytes: 1_000, wholeMs: 300 };
/** What came of a call: a name, or why there is none. */
const told = (neighbour: Partial<Neighbour> = {}, hosts = anyHostOr(program.origin), resolve = at('127.0.0.1')) =>
  pingNeighbour({ url: program.url, secret, ...neighbour }, { hosts, limits, resolve }).then(
    ({ name }) => name,
    (error: unknown) => (error instanceof CallFailed ? error.message : error),
  );
const at = (address: string) => async () => [{ address, family: 4 }];

test('B18: what is signed with the secret is answered, what is not is refused', async () => {
  expect(await told()).toBe('Сусідка');
  expect(await told({ secret: `${secret}!` })).toBe('refused: 401');
});

test('A9: it is asked where it was named, else by https alone and never inside', async () => {
  expect(await told({}, anyHostOr(''))).toBe('address');
  expect(await told({ url: 'https://crm.example/' }, anyHostOr(''), at('169.254.169.254'))).toBe('inside');
  expect(await told({ url: 'https://user:word@crm.example/' })).toBe('address');
  expect(await told({ url: 'https://crm.example:8443/' })).toBe('address');
  expect(await told({ url: 'file:///etc/passwd' })).toBe('address');
});

test.each([
  [{ status: 200, body: '{"name":"' + 'x'.repeat(2_000) + '"}' }, 'too_large: 200'],
  [{ status: 200, body: '<html>' }, 'unreadable: 200'],
  [{ status: 200, body: '{"name":{}}' }, 'unreadable: 200'],
  [{ status: 302, body: '' }, 'refused: 302'],
  [{ status: 503, body: '' }, 'refused: 503'],
  ['hangs', 'slow'],
  ['cuts', 'away'],
] as const)('B18: an answer that is none is told apart: %j', async (mood, expected) => {
  program.is(mood);
  expect(await told()).toBe(expected);
  program.is('well');
});

test('B18: nobody there is away; an answer that never ends is slow', async () => {
  const server = createServer((_, response) => void response.writeHead(200).write('{')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await told({ url: origin }, anyHostOr(origin))).toBe('slow');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await told({ url: origin }, anyHostOr(origin))).toBe('away');
});

test('B18: an address that would run in the desk is no address of a lead', async () => {
  program.is({ status: 200, body: JSON.stringify({ id: '1', number: '1', url: 'javascript:alert(1)' }) });
  const crm = httpCrm(
    { url: program.url, secret },
    { hosts: anyHostOr(program.origin), publicUrl: 'https://d.example' },
  );
  const lead = { name: 'Левченко', phone: null, email: null, source: null, personId: null, amount: null, note: '' };
  await expect(crm.createLead('k', lead)).rejects.toThrow('unreadable');
  program.is('well');
});
