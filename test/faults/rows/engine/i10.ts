import { chatWorkflowId } from '#workflows/chat/interface.ts';
import { judgePast, judgeRecovered, type Past, readPast, untilRunning } from '../../rig/past.ts';
import type { Rig } from '../../rig/rig.ts';
import { until } from '../../rig/wait.ts';
import type { Row } from '../row.ts';

const pasts = new WeakMap<Rig, Past>();

export const i10: Row = {
  id: 'I10',
  title: 'every workflow is terminated by hand: each chat has one again by itself and goes on',
  traffic: 'load',
  inject: async (rig) => {
    const clients = await untilOpen(rig);
    pasts.set(rig, await readPast(rig));
    // One that ends by itself meanwhile is gone, too.
    for (const id of clients)
      await rig.stack.engine.workflow
        .getHandle(chatWorkflowId(id))
        .terminate('by hand')
        .catch(() => undefined);
    rig.liftedAt = Date.now();
    rig.findings.push(...(await untilRunning(rig)));
  },
  // The past was read while the chats still decided: of the newest number a task that was ended may leave another word.
  check: async (rig) => [
    ...(await judgePast(rig, withoutNewest(pasts.get(rig) ?? new Map()))),
    ...(await judgeRecovered(rig, ['engine_forgot'])),
  ],
};

/** Whose chats are open, once most of those that will be are. */
export async function untilOpen(rig: Rig): Promise<string[]> {
  const wanted = Math.ceil(rig.clients.length / 2);
  await until(async () => (await openClients(rig)).length >= wanted || undefined);
  return openClients(rig);
}

async function openClients(rig: Rig): Promise<string[]> {
  const { rows } = await rig.stack.pool.query<{ id: string }>(
    `select client_id as id from chat where page_id = any($1::uuid[]) and status <> 'finished' and state is not null`,
    [rig.pages.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

export function withoutNewest(past: Past): Past {
  const older = (lines: string[]) => lines.filter((line) => line.split(' ')[0] !== lines.at(-1)?.split(' ')[0]);
  return new Map([...past].map(([number, lines]) => [number, older(lines)]));
}
