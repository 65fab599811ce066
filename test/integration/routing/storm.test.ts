import { afterAll, beforeAll, expect, test } from 'vitest';
import { distribute } from '#db/routing/distribute.ts';
import { tellGone } from '#db/routing/gone.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { addEmployee } from '#test/integration/support/company.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { Crank } from './crank.ts';
import { until } from '#test/integration/support/until.ts';

let api: TestApi;
/** Operators of both pages. */
let staff: string[];
const pool = () => api.database.pool;
const pageIds = () => [api.pages.dim.id, api.pages.outlet.id];
const LIMIT = 3;

beforeAll(async () => {
  api = await createApi();
  const iryna = await logIn(api, 'iryna');
  const names = ['Максим', 'Софія', 'Юрій'];
  const added = await Promise.all(
    names.map((name, n) =>
      addEmployee(pool(), { name, email: `storm${n}@demo.example`, roles: ['operator'], pageIds: pageIds() }),
    ),
  );
  staff = added.map(({ id }) => id);
  await iryna.post('/api/contacts', { name: 'Марія', phones: ['067 555 01 42'], emails: [], managerId: staff[0] });
  const settings = { distribution: 'even', capacity: LIMIT, personalManager: true };
  for (const id of pageIds())
    expect((await iryna.post(`/api/pages/${id}/settings`, { settings, replace: true })).status).toBe(201);
});
afterAll(() => api?.stop());

/** The same dice each time. */
function diceOf(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

class Client {
  readonly crank: Crank;
  readonly psid: string;
  readonly outlet: boolean;

  constructor(clientId: string, psid: string, outlet: boolean) {
    this.crank = new Crank(pool(), outlet ? api.pages.outlet.id : api.pages.dim.id, clientId);
    this.psid = psid;
    this.outlet = outlet;
  }

  says(text: string): Promise<unknown> {
    return openChat(api, this.outlet ? api.pages.outlet : api.pages.dim, text, this.psid);
  }

  async step(dice: (sides: number) => number): Promise<void> {
    const from = await this.crank.load();
    const chat = from.carried?.chat;
    const by = staff[dice(3)] ?? '';
    const asked = { chatId: chat?.chatId ?? '', by, at: 0 };
    const what = dice(10);
    if (what === 0) await this.says('Добрий день');
    if (what === 1) await this.says('067 555 01 42');
    // The task is lost after it was saved, and taken again with what came meanwhile.
    if (what === 2) {
      await this.crank.turn({ from });
      if (dice(2)) await distributeAll();
      return void (await this.crank.turn({ from, inputs: await this.all(from) }));
    }
    const requests: Request[] = [];
    if (chat && what === 3) requests.push({ kind: 'change_status', to: 'finished', ...asked });
    const leader = chat?.operators[0]?.id;
    if (chat && what === 4 && leader) requests.push({ kind: 'remove_operator', employeeId: leader, ...asked });
    await this.crank.turn({ requests });
  }

  private async all(from: Awaited<ReturnType<Crank['load']>>) {
    const known = new Set(from.undecided.map(({ id }) => id));
    const { undecided } = await this.crank.load();
    return [...from.undecided, ...undecided.filter(({ id }) => !known.has(id))];
  }
}

/** Whether nobody was in other hands meanwhile. */
async function distributeAll(): Promise<boolean> {
  let isDone = true;
  for (const id of pageIds()) isDone = !(await distribute(pool(), id)).more && isDone;
  return isDone;
}

const OVER = `select o.employee_id from chat_operator o join chat c on c.id = o.chat_id
  where c.status <> 'finished' group by 1 having count(*) > ${LIMIT}`;

test.each([1, 2, 3, 4])(
  'F10: whatever happens at once, nobody gets too much, and a chat has an operator or a stated reason (%i)',
  async (seed) => {
    await pool().query('delete from client; delete from routing_turn; delete from leave');
    const dice = diceOf(seed);
    const clients: Client[] = [];
    for (let n = 0; n < 14; n += 1) {
      const page = n % 2 ? api.pages.outlet : api.pages.dim;
      const { clientId, psid } = await openChat(api, page);
      clients.push(new Client(clientId, psid, n % 2 === 1));
    }
    for (let round = 0; round < 25; round += 1) {
      const moves = clients.map((client) => client.step(diceOf(dice(1e9))));
      const loops = [distributeAll(), distributeAll(), ...(round % 5 === 0 ? [tellGone(pool())] : [])];
      if (round === 8) await leave(staff[1]);
      if (round === 16) await pool().query('delete from leave');
      await Promise.all([...moves, ...loops]);
      expect((await pool().query(OVER)).rows).toEqual([]);
    }
    for (let n = 0; n < 8; n += 1) {
      await until('all are given', distributeAll);
      await tellGone(pool());
      for (const { crank } of clients) await crank.turn();
    }
    await expectSound();
  },
);

/** Whoever waits has a reason, nobody is on their way, nobody joined twice, and each choice comes out again. */
async function expectSound(): Promise<void> {
  const { rows: lost } = await pool().query(
    `select c.id, c.state -> 'chat' -> 'wanted' as wanted, w.ask, w.reason from chat c
       left join waiting_room w on w.chat_id = c.id
     where c.status <> 'finished' and c.waiting_since is not null
       and (w.reason is null) = not exists (select 1 from chat_operator o where o.chat_id = c.id)`,
  );
  expect(lost).toEqual([]);
  const { rows: open } = await pool().query(`select 1 from routing_record where state = 'granted'`);
  expect(open).toEqual([]);
  const { rows: twice } = await pool().query(
    `select chat_id, ask from routing_record where state = 'joined' group by 1, 2 having count(*) > 1`,
  );
  expect(twice).toEqual([]);
  const { rows: kept } = await pool().query(
    `select r.question || jsonb_build_object('policy', p.policy) as question, r.choice from routing_record r
       join routing_policy p on p.hash = r.policy_hash`,
  );
  for (const { question, choice } of kept) expect(chooseOperator(question)).toEqual(choice);
}

async function leave(id: string | undefined): Promise<void> {
  await pool().query(
    `insert into leave (employee_id, from_at, to_at, note, created_by_id)
       values ($1, now() - interval '1 hour', now() + interval '1 hour', '', $1)`,
    [id],
  );
}
