import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '#test/integration/support/until.ts';
import { type Fault, fault } from '../../judge/verdict.ts';
import { ARRIVED, allBecome, chatNumberOf, operatorOf, pageOf, writeAndAnswer } from '../../rig/exchange.ts';
import type { Client, Rig } from '../../rig/rig.ts';
import { neighbourSecret } from '../../rig/stack.ts';
import type { Row } from '../row.ts';

export const l02: Row = {
  id: 'L02',
  title: 'the other CRM is dead for a while and the worker is killed: what it was asked for is there once, chats go on',
  traffic: 'alone',
  length: 2,
  inject: async (rig) => {
    const { neighbour } = rig.stack;
    await rig.desk.must('PUT', '/api/neighbour', { isOn: true, url: neighbour.url, secret: neighbourSecret });
    await rig.desk.must('POST', `/api/pages/${pageOf(rig).id}/settings`, { settings: { autoLead: 'each' } });
    neighbour.is('dead');
    const answered = await writeAndAnswer(rig, rig.clients);
    if (!(await allBecome(rig, answered, ARRIVED)))
      rig.findings.push(fault('row', 'lost', 'answers did not leave while the other CRM was dead'));
    await Promise.all(rig.clients.map((client) => askOf(rig, client)));
    for (const mood of ['dead', 'cuts'] as const) {
      neighbour.is(mood);
      await delay(300 + rig.random() * 900);
      await rig.stack.worker.kill();
    }
    await delay(300 + rig.random() * 900);
    neighbour.is('well');
    rig.liftedAt = Date.now();
  },
  check: async (rig) => {
    await until('nothing waits', async () => (await standing(rig)).every(({ waiting }) => waiting === 0));
    const chats = await standing(rig);
    const faults = [...chats.flatMap((chat) => faultsOf(rig, chat)), ...doubled(rig, chats.length)];
    await until('nobody is told any more that it fails', async () => {
      const { rowCount } = await rig.stack.pool.query(
        `select 1 from trouble where kind = 'neighbour_failing' and ended_at is null`,
      );
      return rowCount === 0;
    });
    await rig.desk.must('PUT', '/api/neighbour', { isOn: false, url: rig.stack.neighbour.url });
    return faults;
  },
};

/** A lead and an order, as a person asks for them; asked twice under one key it is one. */
async function askOf(rig: Rig, client: Client): Promise<void> {
  const path = `/api/chats/${await chatNumberOf(rig, client)}/outside`;
  const { desk } = operatorOf(rig);
  const lead = { kind: 'lead', key: randomUUID(), lead: { name: client.id } };
  const order = { kind: 'order', key: randomUUID(), order: { name: client.id } };
  for (const body of [lead, order, lead]) await desk.must('POST', path, body);
}

interface Standing {
  id: string;
  number: number;
  /** Asked for by people, and by the chat's settings. */
  ids: string[];
  waiting: number;
}

async function standing(rig: Rig): Promise<Standing[]> {
  const { rows } = await rig.stack.pool.query<Standing>(
    `select c.id, c.number, array(select 'task ' || t.id from neighbour_task t where t.chat_id = c.id) as ids,
       (select count(*)::int from neighbour_task t where t.chat_id = c.id and t.state <> 'over')
       + (select count(*)::int from lead_request r where r.chat_id = c.id and r.settled_at is null) as waiting
     from chat c where c.page_id = $1 and exists (select from neighbour_task t where t.chat_id = c.id)`,
    [pageOf(rig).id],
  );
  return rows;
}

/** Its own lead, and a lead and an order that were asked for: each there, and told of the chat. */
function faultsOf({ stack }: Rig, { id, number, ids }: Standing): Fault[] {
  const { leads, orders } = stack.neighbour.books;
  const made = [`chat ${id}`, ...ids].flatMap((key) => leads.get(key) ?? orders.get(key) ?? []);
  const linked = made.filter(({ links }) => links.length === 1);
  if (made.length === 3 && linked.length === 3) return [];
  return [fault('row', 'lost', `chat ${number} has ${made.length} of 3 there, ${linked.length} told of it`)];
}

/** Whatever is there was asked for: everything of this run is called after it. */
function doubled({ stack, mark }: Rig, chats: number): Fault[] {
  const { leads, orders } = stack.neighbour.books;
  const made = [...leads.values(), ...orders.values()].filter(({ data }) => String(data['name']).includes(mark));
  if (made.length === 3 * chats) return [];
  return [fault('row', 'doubled', `${chats} chats have ${made.length} leads and orders in the other CRM`)];
}
