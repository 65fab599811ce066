import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import { fault } from '../../judge/verdict.ts';
import { pageOf } from '../../rig/exchange.ts';
import type { Rig } from '../../rig/rig.ts';
import { spawnProgram } from '../../rig/stack.ts';
import type { Row } from '../row.ts';

/** Webhooks on the way at once. */
const LANES = 16;
const OTHER_WORKERS = 2;

export const d01: Row = {
  id: 'D01',
  title:
    'hundreds of chats at once, several workers, kill -9 in between: each has one operator, and the split is exact',
  traffic: 'alone',
  length: 4,
  inject: async (rig) => {
    const page = pageOf(rig);
    await rig.desk.must('POST', `/api/pages/${page.id}/settings`, { settings: { distribution: 'even' } });
    for (let n = 0; n < OTHER_WORKERS; n += 1) rig.extra.push(await otherWorker(rig, n));
    const writing = writeAll(rig, page.facebookId);
    for (let kill = 0; kill < rig.scale.kills; kill += 1) {
      await delay(400 + rig.random() * 1_200);
      await rig.stack.worker.kill();
      await delay(200 + rig.random() * 800);
      const other = rig.extra[kill % OTHER_WORKERS];
      if (other && kill === 0) process.kill(other.pid, 'SIGKILL');
    }
    await writing;
  },
  check: async (rig) => {
    const { rows } = await rig.stack.pool.query<{ operators: number; chats: number }>(
      `select count(*)::int as chats, (select count(*)::int from chat_operator o where o.chat_id = c.id) as operators
       from chat c where c.page_id = $1 group by operators`,
      [pageOf(rig).id],
    );
    const faults = rows
      .filter(({ operators }) => operators !== 1)
      .map(({ operators, chats }) => fault('row', 'wrong state', `${chats} chats have ${operators} operators`));
    const chats = rows.reduce((sum, row) => sum + row.chats, 0);
    if (chats !== rig.scale.crowd) faults.push(fault('row', 'lost', `${chats} chats for ${rig.scale.crowd} clients`));
    return [...faults, ...(await uneven(rig))];
  },
};

async function uneven(rig: Rig) {
  const { rows } = await rig.stack.pool.query<{ given: number }>(
    `select count(*)::int as given from chat_operator o join chat c on c.id = o.chat_id
     where c.page_id = $1 and o.position = 0 group by o.employee_id`,
    [pageOf(rig).id],
  );
  const given = rows.map((row) => row.given);
  const isEven = given.length === rig.operators.length && Math.max(...given) - Math.min(...given) <= 1;
  return isEven ? [] : [fault('row', 'wrong state', `the chats are split ${given.join(' : ')}`)];
}

function otherWorker(rig: Rig, n: number) {
  const { folder, env, programs } = rig.stack;
  return spawnProgram(join(folder, 'logs', `worker-${rig.mark}-${n}.log`), env, programs.worker);
}

/** Every client writes one word, all as fast as they are taken. */
export async function writeAll(rig: Rig, page: string): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let n = next++; n < rig.scale.crowd; n = next++) {
      const psid = `${rig.seed}${Date.now()}${String(n).padStart(4, '0')}`;
      const event = { mid: `m_${rig.mark}-burst-${n}`, psid, at: Date.now(), text: `${rig.mark} burst ${n}` };
      rig.ledgers.said.add({ ...event, page, timestamp: event.at, by: 'direct' });
      if (!(await rig.direct.deliver(page, [event])))
        rig.findings.push(fault('row', 'lost', `word ${n} was never taken`));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
