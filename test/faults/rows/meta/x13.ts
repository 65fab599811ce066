import { fault } from '../../judge/verdict.ts';
import { allBecome, ARRIVED, onScreen, pageOf, statesOf, writeAndAnswer } from '../../rig/exchange.ts';
import type { Client, Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';

const PATIENCE_MS = 15_000;
const OTHERS_MS = 2_000;

export const x13: Row = {
  id: 'X13',
  title: 'Meta hangs: the answer becomes unknown in time and is not tried blindly; other chats do not wait',
  traffic: 'alone',
  gentle: true,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const [taken, untaken, ...others] = rig.clients;
    if (!taken || !untaken) return;
    const { meta } = rig.stack;
    await meta.muteEchoes(facebookId);
    // How long the same takes here without anything that hangs: the machine may be new, and others may work on it.
    const usual = await usualMs(rig, others.slice(0, others.length / 2));
    await meta.setFaults(facebookId, [
      { kind: 'hang', psid: taken.psid, taken: true, times: 1 },
      { kind: 'hang', psid: untaken.psid, times: 1 },
    ]);
    const hanging = await writeAndAnswer(rig, [taken, untaken]);
    await allBecome(rig, hanging, ['sending', 'unknown', ...ARRIVED]);
    const since = Date.now();
    const hangYet = () => hanging.every((reply) => onScreen(rig, reply)?.state === 'sending');
    const free = await writeAndAnswer(rig, others.slice(others.length / 2));
    const [couldWait, asked] = [hangYet(), Date.now()];
    const arrived = await allBecome(rig, free, ARRIVED);
    // They waited if what hangs was over first, after they were asked for, and it took them far longer than without.
    if (!arrived || (couldWait && !hangYet() && Date.now() - asked >= 2 * usual + OTHERS_MS))
      rig.findings.push(fault('row', 'wrong state', `other chats waited: ${statesOf(rig, free)}`));
    if (
      !(await allBecome(rig, hanging, ['unknown', ...ARRIVED], PATIENCE_MS * rig.scale.slack - (Date.now() - since)))
    ) {
      rig.findings.push(fault('row', 'wrong state', 'what hangs was not called unknown within 15 s'));
    }
    if (!(await allBecome(rig, hanging.slice(0, 1), ARRIVED))) {
      rig.findings.push(fault('row', 'wrong state', 'what Meta took was not found there within a minute'));
    }
    await meta.setFaults(facebookId, []);
  },
  check: (rig, { rows }) => {
    const lost = rows.find(({ psid, via }) => via === 'desk' && psid === rig.clients[1]?.psid);
    return lost?.state === 'unknown' ? [] : [fault('row', 'wrong state', `what Meta never took is ${lost?.state}`)];
  },
};

async function usualMs(rig: Rig, clients: Client[]): Promise<number> {
  const since = Date.now();
  const answers = await writeAndAnswer(rig, clients, 'usual answer');
  await allBecome(rig, answers, ARRIVED);
  return Date.now() - since;
}
