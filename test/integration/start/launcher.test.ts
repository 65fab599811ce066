import { lstatSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#start/ports.ts';
import { type Entry, entryOf, isAlive } from '#start/processes/leftovers.ts';
import { signal } from '#start/processes/process-table.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';
import { type Launcher, type Name, startLauncher, untilPrinted } from '#test/ground/launcher.ts';

// One folder lives through all the tests below, in their order: that is the point of a start that goes on.
const names: Name[] = ['api', 'worker', 'messenger', 'temporal', 'postgres'];
const LONG = 180_000;
let dataDir: string;
let launcher: Launcher;

beforeAll(async () => {
  dataDir = temporaryFolder('launcher');
  await start();
}, LONG);

afterAll(async () => {
  await stop('SIGTERM');
  removeFolder(dataDir);
}, LONG);

async function start(env: Record<string, string> = {}): Promise<void> {
  launcher = await startLauncher({ dataDir, env });
  await untilPrinted(launcher, 'Ctrl-C stops everything');
}

/** It is started again where the test before left it ended: one that fails takes no other with it. */
async function running(): Promise<void> {
  if (launcher.process.exitCode !== null || launcher.process.signalCode !== null) await start();
}

function stop(by: 'SIGTERM' | 'SIGKILL'): Launcher['ended'] {
  launcher.process.kill(by);
  return launcher.ended;
}

/** What runs now. A busy machine gives a pid to somebody else before long: a pid alone tells nobody. */
const entries = (): Entry[] => Object.values(launcher.pids()).map(entryOf);

async function isReady(): Promise<boolean> {
  const response = await fetch(`${launcher.url}/health/ready`).catch(() => null);
  return response?.ok ?? false;
}

test('the first start prints the addresses and the demo log-ins', async () => {
  expect(await isReady()).toBe(true);
  for (const text of ['Inbox', "Client's page", "Temporal's own UI", 'admin@demo.example', 'auditor@demo.example']) {
    expect(launcher.output()).toContain(text);
  }
});

test('Y29: what the folder holds can be read by its owner alone: keys, databases, logs', () => {
  const paths = readdirSync(dataDir, { recursive: true, encoding: 'utf8' });
  expect(paths).toEqual(expect.arrayContaining(['secrets.json', 'postgres.password', 'temporal.db', 'logs/api.log']));
  const open = paths.filter((path) => {
    // The database's files come and go.
    const stat = lstatSync(join(dataDir, path), { throwIfNoEntry: false });
    return stat && !stat.isSymbolicLink() && (stat.mode & 0o077) !== 0;
  });
  expect(open).toEqual([]);
  expect(statSync(dataDir).mode & 0o066).toBe(0);
});

test('a second start on the same folder is refused and leaves the first one alone', async () => {
  const second = await startLauncher({ dataDir });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain('already runs');
  expect(await isReady()).toBe(true);
});

test.each(names)('%s comes back after kill -9, the others stay', async (name) => {
  await running();
  const before = launcher.pids();
  signal(before[name], 'SIGKILL');
  await expect.poll(() => launcher.pids()[name] !== before[name]).toBe(true);
  await expect.poll(isReady).toBe(true);
  const after = launcher.pids();
  for (const other of names.filter((each) => each !== name)) expect(after[other], other).toBe(before[other]);
});

test('kill -9 of the launcher leaves nothing behind that blocks the next start', async () => {
  await running();
  const left = entries();
  await stop('SIGKILL');
  await start();
  expect(left.filter(isAlive)).toEqual([]);
  expect(await isReady()).toBe(true);
});

test('after kill -9 of the launcher its children end by themselves', async () => {
  await running();
  const left = entries();
  await stop('SIGKILL');
  await expect.poll(() => left.filter(isAlive)).toEqual([]);
});

test('SIGTERM stops everything with exit code 0, also in the middle of a start', async () => {
  await running();
  const left = entries();
  expect(await stop('SIGTERM')).toBe(0);
  expect(left.filter(isAlive)).toEqual([]);

  const half = await startLauncher({ dataDir });
  await untilPrinted(half, 'Temporal  ');
  half.process.kill('SIGINT');
  expect(await half.ended).toBe(0);
});

test('a port that was asked for and is taken is a clear error', async () => {
  const other = createServer().listen(await freePort(), '127.0.0.1');
  await once(other, 'listening');
  const port = (other.address() as { port: number }).port;
  const refused = await startLauncher({ dataDir: join(dataDir, 'other'), port });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`Port ${port} (PORT) is taken`);
  other.close();
});

test('§2.1: a port that browsers refuse is refused at once, with the reason', async () => {
  const refused = await startLauncher({ dataDir: join(dataDir, 'other'), port: 6000 });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('Browsers refuse port 6000 (PORT)');
  expect(refused.output()).not.toContain('Database');
});

const owner = { ADMIN_EMAIL: 'owner@svitlo.example', ADMIN_PASSWORD: 'кавник на підвіконні' };
const meta = { FACEBOOK_APP_SECRET: 'secret of the application', FACEBOOK_VERIFY_TOKEN: 'token' };

test('Y17: a demo where others come in is refused with a word', async () => {
  const env = { PUBLIC_URL: 'https://desk.example.com', DEMO: 'true' };
  const refused = await startLauncher({ dataDir: join(dataDir, 'other'), env });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain('DEMO=true: others reach PUBLIC_URL');
});

test("Y17: on the demo's data with a public address and an owner only the owner comes in", async () => {
  const logIn = async (email: string, password: string): Promise<number> => {
    const body = JSON.stringify({ email, password });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${launcher.url}/api/session`, { method: 'POST', headers, body })).status;
  };
  await running();
  expect(await logIn('admin@demo.example', 'rozmova-demo')).toBe(201);
  await stop('SIGTERM');
  await start({ PUBLIC_URL: 'https://desk.example.com', ...owner, ...meta });
  expect(launcher.output()).not.toMatch(/rozmova-demo|@demo\.example|Client's page/);
  expect(await logIn('admin@demo.example', 'rozmova-demo')).toBe(401);
  expect(await logIn(owner.ADMIN_EMAIL, owner.ADMIN_PASSWORD)).toBe(201);
});
