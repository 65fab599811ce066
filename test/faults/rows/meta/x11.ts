import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Row } from '../row.ts';

export const x11: Row = {
  id: 'X11',
  title: 'Meta answers 500 and 503 for half a minute: answers are tried again and go out in order',
  traffic: 'load',
  gentle: true,
  inject: async (rig) => {
    const { facebookId } = pageOf(rig);
    const { meta } = rig.stack;
    const until = Date.now() + rig.scale.freezeMs;
    const kinds = [{ code: 1 }, { code: 2, status: 503 }, { code: 1200 }, { code: 4711, transient: true }];
    for (let n = 0; Date.now() < until; n += 1) {
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
