import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { writeAndAnswer } from '../../rig/exchange.ts';
import {
  epochOf,
  judgePast,
  judgeRecovered,
  type Past,
  readPast,
  untilBeats,
  untilEpoch,
  untilTakenUp,
} from '../../rig/past.ts';
import type { Rig } from '../../rig/rig.ts';
import { untilOpen } from './i10.ts';
import type { Row } from '../row.ts';

const pasts = new WeakMap<Rig, Past>();

export const x33e: Row = {
  id: 'X33E',
  title:
    'the engine is put back to an older copy of its data: every chat goes on, nothing twice, no decision rewritten',
  traffic: 'load',
  length: 3,
  inject: async (rig) => {
    const { temporal, folder } = rig.stack;
    const file = join(folder, 'temporal.db');
    const copy = join(folder, `${rig.mark}.db`);
    const epoch = await epochOf(rig);
    await untilOpen(rig);
    // As a backup is made: while it works.
    await copyDatabase(file, copy);
    await writeAndAnswer(rig, rig.clients.slice(0, 3), 'an answer the copy does not know');
    await untilBeats(rig);
    await temporal.down();
    pasts.set(rig, await readPast(rig));
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    await copyDatabase(copy, file);
    await temporal.up();
    rig.liftedAt = Date.now();
    rig.findings.push(...(await untilEpoch(rig, 'engine_restored', epoch)), ...(await untilTakenUp(rig)));
  },
  check: async (rig) => [
    ...(await judgePast(rig, pasts.get(rig) ?? new Map())),
    // Who writes before it is noticed finds a chat that the copy does not know.
    ...(await judgeRecovered(rig, ['engine_restored', 'engine_forgot'])),
  ],
};

async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(from);
  await backup(database, to);
  database.close();
}
