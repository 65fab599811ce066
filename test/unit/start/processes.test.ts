import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, isFree } from '#start/ports.ts';
import { commandOf, identityOf } from '#start/processes/process-table.ts';
import { spawnGuarded } from '#start/processes/guarded.ts';
import { StartError, untilReady } from '#start/until.ts';

let folder: string;
let logFile: string;
let owner: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rozmova-processes-'));
  logFile = join(folder, 'child.log');
});

afterEach(() => {
  owner?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const said = () => readFileSync(logFile, 'utf8');
const shell = (script: string) => spawnGuarded({ command: '/bin/sh', args: ['-c', script], logFile });

test('a child is stopped politely and its end is told', async () => {
  const running = await shell('trap "echo bye; exit 0" TERM; echo ready; while :; do sleep 0.05; done');
  await expect.poll(said).toBe('ready\n');
  expect(commandOf(running.pid)).toContain('/bin/sh');
  await running.stop();
  expect(await running.exited).toBe('exit code 0');
  expect(said()).toBe('ready\nbye\n');
});

test('a child that does not listen is killed when its time is over', async () => {
  const running = await shell('trap "" TERM; echo ready; while :; do sleep 0.05; done');
  await expect.poll(said).toBe('ready\n');
  await running.stop(200);
  expect(await running.exited).toBe('SIGKILL');
});

test('a child ends when the one who started it is killed', async () => {
  const script = `
    import { spawnGuarded } from '${join(import.meta.dirname, '../../../start/processes/guarded.ts')}';
    const { pid } = await spawnGuarded({ command: '/bin/sleep', args: ['600'], logFile: '${logFile}' });
    console.log(pid);
    setInterval(() => {}, 1000);`;
  owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(owner.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const pid = Number(line);
  expect(commandOf(pid)).toContain('sleep');
  owner.kill('SIGKILL');
  await expect.poll(() => commandOf(pid)).toBeUndefined();
});

test('a child that dies while starting is an error with the end of its log', async () => {
  const running = await shell('echo "no such table" >&2; exit 3');
  const waiting = untilReady('The thing', running, logFile, () => false);
  await expect(waiting).rejects.toThrow(StartError);
  await expect(waiting).rejects.toThrow(/ended while starting \(exit code 3\)[^]*no such table/);
});

test('a process is known by the moment it started, not by its pid alone', async () => {
  const running = await shell('sleep 600');
  const identity = identityOf(running.pid);
  expect(identity).toBeDefined();
  expect(identityOf(running.pid)).toBe(identity);
  expect(identityOf(process.pid)).not.toBe(identity);
  await running.stop();
  expect(identityOf(running.pid)).toBeUndefined();
});

test('a taken port is seen and a free one is found instead', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expect(await isFree(port)).toBe(false);
  expect(await freePort([port])).not.toBe(port);
  server.close();
});
