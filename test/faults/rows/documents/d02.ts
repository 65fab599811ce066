import { fault } from '../../judge/verdict.ts';
import { ARRIVED, pageOf } from '../../rig/exchange.ts';
import { invoiceOf, type Payer, payersOf, sendingBecomes, sendInvoice } from '../../rig/invoices.ts';
import type { Rig } from '../../rig/rig.ts';
import { untilAnswers } from '../../rig/wait.ts';
import type { Row } from '../row.ts';
import { marked, put, sent, type Step, stored } from './held.ts';

const PROCESSES = ['worker', 'api', 'temporal', 'postgres'] as const;
const STEPS: readonly Step[] = [stored, put, sent, marked];
const [ANSWER_MS, TAKE_MS] = [4_000, 1_500];

export const d02: Row = {
  id: 'D02',
  title: 'N13: each process is killed at each step of a document on its way into a chat: it is there once',
  traffic: 'alone',
  length: 7,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    // Each round has clients of its own: what was sent to them is seen without the other rounds.
    const payers = await payersOf(rig, rig.clients.slice(0, PROCESSES.length * STEPS.length));
    for (const [n, name] of PROCESSES.entries()) {
      const own = STEPS.map((_, at) => payers[(n * STEPS.length + at) % payers.length]);
      await killAtEach(
        rig,
        name,
        own.filter((payer) => payer !== undefined),
      );
    }
    await rig.stack.meta.setFaults(facebookId, []);
  },
  check: (_, { rows }) =>
    rows
      .filter(({ via, state }) => via === 'desk' && !ARRIVED.includes(state))
      .map(({ chat, state }) => fault('row', 'wrong state', `the document in chat ${chat} is ${state}`)),
};

/** Four documents stand at a step each; the process dies, and all four go on. */
async function killAtEach(rig: Rig, name: (typeof PROCESSES)[number], payers: Payer[]): Promise<void> {
  const [, , slow, late] = payers;
  await rig.stack.meta.setFaults(pageOf(rig).facebookId, [
    { kind: 'slow', psid: slow?.client.psid ?? '', ms: ANSWER_MS },
    { kind: 'slow', psid: late?.client.psid ?? '', ms: TAKE_MS, takeLate: true },
  ]);
  const ids = await Promise.all(payers.map((payer) => invoiceOf(rig, payer)));
  const held = [];
  for (const [at, payer] of payers.entries()) {
    const step = await STEPS[at]?.(rig, payer, ids[at] ?? '');
    if (step) held.push(step);
    await sendInvoice(rig, payer, ids[at] ?? '');
    // The first two stand for as long as they are held: each is seen before the next one comes.
    if (at < 2 && !(await step?.reached(ids[at] ?? ''))) rig.findings.push(missed(name, at));
  }
  const reached = await Promise.all(held.slice(2).map((step, at) => step.reached(ids[at + 2] ?? '')));
  reached.forEach((is, at) => is || rig.findings.push(missed(name, at + 2)));
  await rig.stack[name].kill();
  for (const { release } of held) release();
  await untilAnswers(rig);
  rig.liftedAt = Date.now();
  for (const id of ids) {
    const state = await sendingBecomes(rig, id, ARRIVED);
    if (state) rig.findings.push(fault('row', 'lost', `${name} was killed, and a document's sending is ${state}`));
  }
}

const missed = (name: string, at: number) =>
  fault('row', 'wrong state', `no document came to step ${at + 1} before ${name} was killed`);
