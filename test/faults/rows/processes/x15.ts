import { fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x15: Row = {
  id: 'X15',
  title: 'the worker is killed during a slow send: delivered once, and found out to be so',
  traffic: 'alone',
  length: 4,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta, worker } = rig.stack;
    await meta.setFaults(facebookId, [{ kind: 'slow', ms: 2_000 }]);
    // Half of them without an echo: those only the look-up settles.
    await meta.muteEchoes(facebookId);
    const replies = await writeAndAnswer(rig, rig.clients.slice(0, 6));
    const underWay = await until(async () => (await meta.sends([facebookId])).length >= replies.length || undefined);
    if (!underWay) rig.findings.push(fault('row', 'wrong state', 'the answers were not under way'));
    await worker.kill();
    rig.liftedAt = Date.now();
    if (!(await allBecome(rig, replies, ARRIVED)))
      rig.findings.push(fault('row', 'wrong state', 'not every answer was found out to have arrived'));
    await meta.setFaults(facebookId, []);
  },
};
