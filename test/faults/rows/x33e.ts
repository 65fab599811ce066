import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { judgePast, judgeRecovered, type Past, readPast, untilBeats } from '../rig/past.ts';
import type { Rig } from '../rig/rig.ts';
import type { Row } from './row.ts';

const pasts = new WeakMap<Rig, Past>();

export const x33e: Row = {
  id: 'X33E',
  title:
    'the engine is put back to an older copy of its data: every chat goes on, nothing twice, no decision rewritten',
  traffic: 'load',
  inject: async (rig) => {
    const { temporal, folder } = rig.stack;
    const file = join(folder, 'temporal.db');
    const copy = join(folder, `${rig.mark}.db`);
    // As a backup is made: while it works.
    const database = new DatabaseSync(file);
    database.exec(`vacuum into '${copy}'`);
    database.close();
    await untilBeats(rig);
    await temporal.down();
    pasts.set(rig, await readPast(rig));
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    new DatabaseSync(copy).exec(`vacuum into '${file}'`);
    await temporal.up();
    rig.liftedAt = Date.now();
  },
  check: async (rig) => [
    ...(await judgePast(rig, pasts.get(rig) ?? new Map())),
    // A chat that was opened after the copy was made is one the engine forgot.
    ...(await judgeRecovered(rig, ['engine_restored', 'engine_forgot'])),
  ],
};
