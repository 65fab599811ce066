import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

export const x11: Row = {
  id: 'X11',
  title: 'Meta answers 500 and 503 for half a minute: answers are tried again and go out in order',
  traffic: 'load',
  gentle: true,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta } = rig.stack;
    const kinds = [{ code: 1 }, { code: 2, status: 503 }, { code: 1200 }, { code: 4711, transient: true }];
    await meta.setFaults(facebookId, [{ kind: 'status500', ...kinds[0] }]);
    // On a busy machine the traffic may pass it by: one answer at least meets an error.
    await writeAndAnswer(rig, rig.clients.slice(0, 1));
    await until(async () => (await meta.sends([facebookId])).some(({ error }) => error !== null) || undefined);
    const end = Date.now() + rig.scale.freezeMs;
    for (let n = 0; Date.now() < end; n += 1) {
      await meta.setFaults(facebookId, [{ kind: 'status500', ...kinds[n % kinds.length] }]);
      await delay(rig.scale.freezeMs / 6);
    }
    await meta.setFaults(facebookId, []);
  },
  check: (_, { rows, sends }) => [
    ...rows
      .filter(({ via, state }) => via === 'desk' && !['sent', 'delivered'].includes(state))
      .map(({ text, state }) => fault('row', 'wrong state', `"${text}" is ${state} after Meta healed`)),
    ...(sends.some(({ error }) => error !== null) ? [] : [fault('row', 'wrong state', 'Meta never answered an error')]),
  ],
};
