import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findTemporal } from '#start/temporal/binary.ts';
import { startTemporal, type Temporal } from '#start/temporal/temporal.ts';
import { silent } from '#start/terminal.ts';
import { removeFolder, temporaryFolder } from '#test/ground/folder.ts';

let dataDir: string;
let copies: string;
let program: string;
let file: string;
const ENDS = ['', '-wal', '-shm'];

/** An engine that was killed in the middle of its work, with what it had written beside its file. */
beforeAll(async () => {
  [dataDir, copies] = [temporaryFolder('engine'), temporaryFolder('copies')];
  file = join(dataDir, 'temporal.db');
  program = await findTemporal({ dataDir, say: silent });
  const temporal = await start();
  await withClient(temporal, async ({ workflow }) => {
    for (let n = 0; n < 40; n += 1)
      await workflow.start('chat', { workflowId: `chat/${n}`, taskQueue: 'none', args: ['x'.repeat(4_000)] });
  });
  process.kill(temporal.pid, 'SIGKILL');
  await temporal.exited;
  for (const end of ENDS) if (existsSync(file + end)) copyFileSync(file + end, join(copies, `db${end}`));
});
afterAll(() => [dataDir, copies].forEach(removeFolder));

const start = () => startTemporal({ program, dataDir, logFile: join(dataDir, 'logs', 'temporal.log') });

async function withClient<T>(temporal: Temporal, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: temporal.address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

function putBack(): void {
  for (const end of ENDS) {
    rmSync(file + end, { force: true });
    if (existsSync(join(copies, `db${end}`))) copyFileSync(join(copies, `db${end}`), file + end);
  }
}

function scribble(path: string, at: number): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, randomBytes(40_000), 0, 40_000, at);
  closeSync(handle);
}

const half = (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2));
const isKept = () => readdirSync(dataDir).some((name) => name.startsWith('temporal.db.damaged-'));

test.each<[string, () => void]>([
  ['cut to half', () => half(file)],
  ['of no length', () => truncateSync(file, 0)],
  ['with garbage in its middle', () => scribble(file, Math.floor(statSync(file).size / 2))],
  [
    'that is something else',
    () => {
      rmSync(`${file}-wal`, { force: true });
      scribble(file, 0);
    },
  ],
])('Y15: an engine’s file %s is put aside, and the engine begins anew', async (_, damage) => {
  putBack();
  damage();
  const temporal = await start();
  expect(temporal.putAside?.fault).toBeTruthy();
  expect(isKept()).toBe(true);
  await withClient(temporal, async ({ workflow }) => {
    await workflow.start('chat', { workflowId: 'chat/new', taskQueue: 'none' });
    await expect(workflow.getHandle('chat/1').describe()).rejects.toThrow(/not found/);
  });
  await temporal.stop(200);
});

test.each<[string, (path: string) => void]>([
  ['cut to half', half],
  ['with garbage in it', (path) => scribble(path, 0)],
  ['gone', (path) => rmSync(path)],
])(
  'Y15: a file whose -wal is %s is put aside, or good though older: the engine does what it is asked',
  async (_, damage) => {
    putBack();
    damage(`${file}-wal`);
    const temporal = await start();
    const started = await withClient(temporal, ({ workflow }) =>
      Promise.all([1, 2, 3].map((n) => workflow.start('chat', { workflowId: `chat/new ${n}`, taskQueue: 'none' }))),
    );
    expect(started).toHaveLength(3);
    await temporal.stop(200);
  },
);

test('Y15: a good file stays, whatever the engine was doing when it was killed', async () => {
  putBack();
  const temporal = await start();
  expect(temporal.putAside).toBeNull();
  const described = await withClient(temporal, ({ workflow }) => workflow.getHandle('chat/39').describe());
  expect(described.status.name).toBe('RUNNING');
  await temporal.stop(200);
});
