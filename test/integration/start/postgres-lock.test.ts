import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '#start/postgres/postgres.ts';
import { commandOf, signal } from '#start/processes/process-table.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';

let folder: string;
let postgres: Postgres;
let bystander: ChildProcess | undefined;

beforeEach(async () => {
  folder = temporaryFolder('lock');
  postgres = await start();
  await query('create table kept (n int)');
  await query('insert into kept values (1)');
});

afterEach(async () => {
  await postgres.stop();
  bystander?.kill('SIGKILL');
  removeFolder(folder);
});

const start = () => startPostgres({ dataDir: folder });

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client(postgres.url);
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

/** Kills the server as a power cut would; its lock file stays, with `owner` written into it. */
async function killServer(owner: number): Promise<void> {
  const lock = join(postgres.folder, 'postmaster.pid');
  const text = readFileSync(lock, 'utf8');
  signal(postgres.pid, 'SIGKILL');
  await postgres.exited;
  writeFileSync(lock, text.replace(/^\d+/, String(owner)));
}

async function startsAgainWithEverything(): Promise<void> {
  postgres = await start();
  expect(await query('select n from kept')).toEqual([{ n: 1 }]);
}

test('X08: PostgreSQL starts after kill -9, with the lock of the dead one still there', async () => {
  await killServer(postgres.pid);
  await startsAgainWithEverything();
});

test('X08: PostgreSQL starts while its dead owner is a zombie that nobody reaps', async () => {
  // The shell becomes a sleep that never asks for its ended child. The child ends only afterwards: a shell would ask.
  const stdio = ['ignore', 'pipe', 'ignore', 'pipe'] as const;
  bystander = spawn('/bin/sh', ['-c', '(read line <&3) & echo $!; exec sleep 600'], { stdio: [...stdio] });
  const zombie = Number(await firstLine(bystander));
  // Only once it is the sleep itself: the words stand in the shell's command, too, and a shell reaps its child.
  await expect.poll(() => commandOf(Number(bystander?.pid))).toMatch(/^sleep\b/);
  bystander.stdio[3]?.destroy();
  await expect.poll(() => commandOf(zombie)).toBeUndefined();
  expect(process.kill(zombie, 0)).toBe(true);
  await killServer(zombie);
  await startsAgainWithEverything();
});

test('X08: PostgreSQL starts when another program got the pid of the dead one, and leaves it alone', async () => {
  bystander = spawn('/bin/sleep', ['600']);
  const pid = bystander.pid as number;
  await killServer(pid);
  await startsAgainWithEverything();
  expect(commandOf(pid)).toContain('sleep');
});

test('X08: PostgreSQL starts while a back end of the killed server still holds its shared memory', async () => {
  const busy = new pg.Client(postgres.url);
  busy.on('error', () => undefined);
  await busy.connect();
  const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = rows[0]?.pid ?? 0;
  signal(backend, 'SIGSTOP');
  await killServer(postgres.pid);
  expect(commandOf(backend)).toContain('postgres');
  await startsAgainWithEverything();
  expect(commandOf(backend)).toBeUndefined();
});

test('a server left behind by a killed launcher is stopped before the next one starts', async () => {
  const left = postgres.pid;
  await startsAgainWithEverything();
  expect(commandOf(left)).toBeUndefined();
});

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output');
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('no line');
}
