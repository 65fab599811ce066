import { setTimeout as delay } from 'node:timers/promises';
import { fault } from '../../judge/verdict.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';

export const x10: Row = {
  id: 'X10',
  title: 'PostgreSQL cuts all of our connections again and again: nobody sees more than one error in a row',
  traffic: 'load',
  inject: async (rig) => {
    let cuts = 0;
    const cutting = (async () => {
      for (; cuts <= rig.scale.kills; cuts += 1) {
        await cutAll(rig);
        await delay(rig.scale.freezeMs / (rig.scale.kills + 1));
      }
    })();
    while (cuts <= rig.scale.kills) await askTwice(rig);
    await cutting;
  },
};

async function cutAll({ stack }: Rig): Promise<void> {
  await stack.pool
    .query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    )
    .catch(() => undefined);
}

/** A person who presses again once. */
async function askTwice({ desk, findings }: Rig): Promise<void> {
  const tries = [await desk.ask('GET', '/api/chats'), await desk.ask('GET', '/api/chats')];
  if (tries.every(({ status }) => status !== 200))
    findings.push(
      fault('row', 'wrong state', `the list answered ${tries.map(({ status }) => status).join(', then ')}`),
    );
  await delay(20);
}
