import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, writeAndAnswer } from '../../rig/exchange.ts';
import type { Row } from '../row.ts';

export const x16: Row = {
  id: 'X16',
  title: 'the echo comes before the answer, long after it, never, or twice: one bubble each time',
  traffic: 'alone',
  inject: async (rig) => {
    const { meta } = rig.stack;
    const lateMs = rig.scale.outageMs / 2;
    const modes = [
      { mode: 'before', ms: 200 },
      { mode: 'late', ms: lateMs },
      { mode: 'never', ms: 0 },
      { mode: 'twice', ms: 30 },
    ] as const;
    const each = Math.floor(rig.clients.length / modes.length);
    for (const [n, echo] of modes.entries()) {
      await meta.setSwitches({ echo });
      const replies = await writeAndAnswer(
        rig,
        rig.clients.slice(n * each, (n + 1) * each),
        `answer with its echo ${echo.mode}`,
      );
      if (!(await allBecome(rig, replies, ARRIVED)))
        rig.findings.push(fault('row', 'wrong state', `echo ${echo.mode}: not sent`));
    }
    await delay(lateMs);
    await meta.setSwitches({});
  },
};
