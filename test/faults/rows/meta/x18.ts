import { fault, type Fault } from '../../judge/verdict.ts';
import { allBecome, onScreen, pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import type { Row } from '../row.ts';

const REFUSALS = [
  { error: { code: 551 }, reason: 'person_unavailable' },
  { error: { code: 10, subcode: 2018278 }, reason: 'window_closed' },
  { error: { code: 100 }, reason: 'bad_message' },
  { error: { code: 100, subcode: 2018001 }, reason: 'no_such_person' },
];

export const x18: Row = {
  id: 'X18',
  title: 'Meta refuses for good: the answer failed at once, with the reason, and is not tried again',
  traffic: 'alone',
  gentle: true,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const clients = rig.clients.slice(0, REFUSALS.length);
    const faults = clients.map(({ psid }, n) => ({ kind: 'error' as const, psid, ...REFUSALS[n]?.error }));
    await rig.stack.meta.setFaults(facebookId, faults);
    const replies = await writeAndAnswer(rig, clients);
    if (!(await allBecome(rig, replies, ['failed'])))
      rig.findings.push(fault('row', 'wrong state', 'a refused answer is not shown as failed'));
    for (const [n, reply] of replies.entries()) {
      const code = onScreen(rig, reply)?.reason?.code;
      if (code !== REFUSALS[n]?.reason)
        rig.findings.push(fault('row', 'wrong state', `${JSON.stringify(REFUSALS[n])} is explained by ${code}`));
    }
    await rig.stack.meta.setFaults(facebookId, []);
  },
  check: (_, { chats, sends }) => {
    const waits: Fault[] = chats
      .filter(({ status, lastMessage }) => lastMessage?.state === 'failed' && status !== 'in_progress')
      .map(({ number, status }) =>
        fault('row', 'wrong state', `chat ${number} is ${status}, though its client has no answer`),
      );
    return sends.length === REFUSALS.length
      ? waits
      : [...waits, fault('row', 'doubled', `Meta was called ${sends.length} times for ${REFUSALS.length} answers`)];
  },
};
