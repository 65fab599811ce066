import { fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import type { Row } from '../row.ts';

export const x14: Row = {
  id: 'X14',
  title: 'Meta takes an answer and the connection is cut: it is delivered once, and the echo or a look-up tells so',
  traffic: 'alone',
  gentle: true,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta } = rig.stack;
    await meta.setFaults(facebookId, [{ kind: 'cut' }]);
    const echoed = await writeAndAnswer(rig, rig.clients.slice(3));
    const known = await allBecome(rig, echoed, ARRIVED);
    await meta.muteEchoes(facebookId);
    const silent = await writeAndAnswer(rig, rig.clients.slice(0, 3));
    const found = await allBecome(rig, silent, ARRIVED);
    await meta.setFaults(facebookId, []);
    if (!known) rig.findings.push(fault('row', 'wrong state', 'the echoes did not settle what was cut'));
    if (!found) rig.findings.push(fault('row', 'wrong state', 'no look-up settled what was cut'));
  },
  check: (_, { sends }) =>
    sends
      .filter(({ fault: befell, accepted }) => befell !== 'cut' || !accepted)
      .map(({ text }) => fault('row', 'wrong state', `the call for "${text}" was not cut after taking`)),
};
