import { setTimeout as delay } from 'node:timers/promises';
import { until } from '#test/integration/support/until.ts';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import type { Row } from '../row.ts';
import { writeAll } from './d01.ts';

export const l01: Row = {
  id: 'L01',
  title: 'every chat wants a lead, and the worker is killed between that and the lead: each has exactly one',
  traffic: 'alone',
  length: 5,
  inject: async (rig) => {
    await rig.desk.must('POST', `/api/pages/${pageOf(rig).id}/settings`, { settings: { autoLead: 'each' } });
    const writing = writeAll(rig, pageOf(rig).facebookId);
    for (let kill = 0; kill < rig.scale.kills; kill += 1) {
      await delay(300 + rig.random() * 900);
      await rig.stack.worker.kill();
    }
    await writing;
  },
  check: async (rig) => {
    await until('all leads are settled', async () => (await standing(rig)).every(({ told }) => told > 0));
    const chats = await standing(rig);
    const faults = chats
      .filter(({ leads, links, told }) => leads !== 1 || links !== 1 || told !== 1)
      .map(({ number, leads, links, told }) =>
        fault('row', 'doubled', `chat ${number} has ${leads} leads, ${links} links, and was told ${told} times`),
      );
    const missing = rig.scale.crowd - chats.length;
    return missing === 0 ? faults : [...faults, fault('row', 'lost', `${missing} clients have no chat`)];
  },
};

/** Of each chat how many leads, links of its client to one, and lines that tell of it. */
async function standing(rig: Rig) {
  const { rows } = await rig.stack.pool.query<{ number: number; leads: number; links: number; told: number }>(
    `select c.number, (select count(*)::int from lead where key = 'chat ' || c.id) as leads,
       (select count(*)::int from client_lead x where x.client_id = c.client_id) as links,
       (select count(*)::int from timeline t where t.chat_id = c.id and t.kind = 'lead_settled') as told
     from chat c where c.page_id = $1`,
    [pageOf(rig).id],
  );
  return rows;
}
