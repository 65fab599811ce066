import { statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { epochOf, judgePast, judgeRecovered, type Past, readPast, untilEpoch, untilTakenUp } from '../../rig/past.ts';
import type { Rig } from '../../rig/rig.ts';
import { untilOpen } from './i10.ts';
import type { Row } from '../row.ts';

const pasts = new WeakMap<Rig, Past>();

export const y15: Row = {
  id: 'Y15',
  title: 'the engine’s file is cut to half: it begins anew, every open chat is taken up again, nothing is sent twice',
  traffic: 'load',
  length: 3,
  inject: async (rig) => {
    const { temporal, folder } = rig.stack;
    const epoch = await epochOf(rig);
    await untilOpen(rig);
    await temporal.down();
    pasts.set(rig, await readPast(rig));
    const file = join(folder, 'temporal.db');
    truncateSync(file, Math.floor(statSync(file).size / 2));
    await temporal.up();
    rig.liftedAt = Date.now();
    rig.findings.push(...(await untilEpoch(rig, 'engine_forgot', epoch)), ...(await untilTakenUp(rig)));
  },
  check: async (rig) => [
    ...(await judgePast(rig, pasts.get(rig) ?? new Map())),
    ...(await judgeRecovered(rig, ['engine_forgot'])),
  ],
};
