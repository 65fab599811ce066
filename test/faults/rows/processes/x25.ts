import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { type Rig, shownChat } from '../../rig/rig.ts';
import { untilAnswers } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const HOUR_MS = 60 * 60_000;
const clock = new URL('../../rig/shifted-clock.mjs', import.meta.url);

export const x25: Row = {
  id: 'X25',
  title: 'our processes’ clock goes wrong by an hour and leaps back: nobody is logged out, order and waits stay right',
  traffic: 'load',
  length: 3,
  inject: async (rig) => {
    const { env, api, worker } = rig.stack;
    try {
      for (const shift of [HOUR_MS, -HOUR_MS, -5_000]) {
        env['NODE_OPTIONS'] = `--import ${clock.href}?by=${shift}`;
        await Promise.all([api.terminate(), worker.terminate()]);
        await untilAnswers(rig);
        await delay(rig.scale.faultAtMs);
        await judgeSessions(rig, shift);
      }
    } finally {
      delete env['NODE_OPTIONS'];
    }
    await Promise.all([api.terminate(), worker.terminate()]);
    await untilAnswers(rig);
  },
  check: (rig, { chats }) =>
    chats
      .filter(({ number }) => rig.clients.some((client) => shownChat(rig, client) === number))
      .filter(({ waitingSince, lastContactAt }) => Date.parse(waitingSince ?? lastContactAt) > Date.now() + 60_000)
      .map(({ number }) => fault('row', 'wrong state', `chat ${number} waits since a moment that has not come`)),
};

async function judgeSessions({ operators, findings }: Rig, shift: number): Promise<void> {
  for (const { name, desk } of operators) {
    const { status } = await desk.insist('GET', '/api/session');
    if (status !== 200)
      findings.push(fault('row', 'wrong state', `${name} got ${status} with a clock wrong by ${shift} ms`));
  }
}
