import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createGraph, type Graph } from '#activities/messenger/graph.ts';
import { abandoned, lookups } from '#activities/outbox/reconcile.ts';
import { sender } from '#activities/outbox/sender.ts';
import { claimMessages } from '#db/outbox/claim.ts';
import { settle } from '#db/outbox/settle.ts';
import { hasUndelivered } from '#db/outbox/undelivered.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { openRoom } from '#platform/room.ts';
import { eventually, openStage, type Stage } from '#test/integration/workflows/stage.ts';
import { emptyOutbox, needsOf, newPage, type Outbox, outboxOf, working } from '../support/outbox.ts';

let stage: Stage;
let out: Outbox;
beforeAll(async () => {
  stage = await openStage();
  out = outboxOf(stage.database.pool);
});
beforeEach(() => emptyOutbox(stage.database.pool));
afterAll(() => stage?.close());

const pool = () => stage.database.pool;
const deps = (graph?: Graph) => needsOf(stage, graph);
const stateOf = async (id: string) => (await out.read(id))[0].state;
/** A client of the stage's page, with whom Meta lets it speak. */
async function friend(name: string) {
  const { facebookId: page, id } = stage.page;
  const psid = stage.messenger.createClient({ firstName: name }).psids[page] ?? '';
  stage.messenger.sendMessage({ page, psid, text: 'hello' });
  const client = await out.client(id, psid);
  return { psid, client, queue: (text: string) => out.queue(id, text, { client }) };
}

test('X13: calls that hang at one page hold places of that page; another page’s message and the page’s other clients leave', async () => {
  const hanging = await newPage(stage);
  await out.queueMany(hanging.id, 60);
  const [stuck, free] = [await friend('Stuck'), await friend('Free')];
  const [lost, own] = [await stuck.queue('hangs'), await free.queue('leaves')];
  const real = createGraph(stage.messenger.url, '');
  const end = new AbortController();
  const hang = new Promise<never>((_, reject) =>
    end.signal.addEventListener('abort', () => reject(new Error('ended'))),
  );
  hang.catch(() => undefined);
  const graph: Graph = {
    ...real,
    post: (path, body, token) =>
      path.startsWith(hanging.facebookId) || JSON.stringify(body).includes('hangs')
        ? hang
        : real.post(path, body, token),
  };
  const room = openRoom([sender(deps(graph))], deps().log);
  await eventually(async () => ['sent', 'delivered'].includes(await stateOf(own)));
  expect(await stateOf(lost)).toBe('sending');
  end.abort();
  await room.stop();
});

test('a page that Meta asks to be slow pauses, goes on with one probe, and then with all; nothing goes out twice', async () => {
  const people = [await friend('One'), await friend('Two'), await friend('Three')];
  const page = stage.page.facebookId;
  stage.messenger.setFaults([{ kind: 'rateLimit', page, times: 3 }]);
  const ids: string[] = [];
  for (const { queue } of people) ids.push(await queue('after the pause'));
  const paused = async () =>
    (await pool().query(`select 1 from page where id = $1 and health = 'paused'`, [stage.page.id])).rowCount;
  await working([sender(deps())], async () => (await paused()) === 1);
  stage.messenger.setFaults([]);
  await pool().query(`update page set paused_until = now() where id = $1`, [stage.page.id]);
  await working([sender(deps())], async () =>
    (await Promise.all(ids.map(stateOf))).every((state) => ['sent', 'delivered'].includes(state)),
  );
  expect(await paused()).toBe(0);
  const accepted = stage.messenger
    .sends()
    .filter((send) => send.accepted && people.some(({ psid }) => psid === send.psid));
  expect(accepted).toHaveLength(people.length);
  expect(new Set(accepted.map(({ psid }) => psid))).toEqual(new Set(people.map(({ psid }) => psid)));
});

test('a page that Facebook restricts holds what it has, in sight, and the others go on', async () => {
  const restricted = await newPage(stage);
  const ids = [await out.queue(restricted.id, 'one'), await out.queue(restricted.id, 'two')];
  const free = await friend('Free');
  const own = await free.queue('leaves');
  const real = createGraph(stage.messenger.url, '');
  const error = { error: { code: 10, error_subcode: 1_893_063, message: 'restricted' } };
  const graph: Graph = {
    ...real,
    post: async (path, body, token) =>
      path.startsWith(restricted.facebookId)
        ? { kind: 'answer', status: 400, body: error, headers: new Headers() }
        : real.post(path, body, token),
  };
  await working([sender(deps(graph)), abandoned(deps(graph))], async () =>
    (await Promise.all(ids.map(stateOf))).every((state) => state === 'held'),
  );
  await working([sender(deps(graph))], async () => ['sent', 'delivered'].includes(await stateOf(own)));
  expect((await pool().query('select health, health_reason from page where id = $1', [restricted.id])).rows).toEqual([
    { health: 'restricted', health_reason: 'page_restricted' },
  ]);
});

test('what Meta said is kept although the database blinks in that moment: it is sent, not unknown', async () => {
  const { queue } = await friend('Blink');
  const id = await queue('kept after a blink');
  const real = createGraph(stage.messenger.url, '');
  const graph: Graph = {
    ...real,
    post: async (path, body, token) => {
      const answer = await real.post(path, body, token);
      // The database is away from here on, for a few tries.
      await pool().query(
        `create function away() returns trigger language plpgsql as $$ begin raise exception 'away' using errcode = '57P03'; end $$`,
      );
      await pool().query('create trigger away before update on message for each row execute function away()');
      setTimeout(
        () =>
          void pool()
            .query('drop trigger away on message')
            .catch(() => undefined),
        300,
      );
      return answer;
    },
  };
  await working([sender(deps(graph))], async () => ['sent', 'delivered'].includes(await stateOf(id)));
  expect((await out.read(id))[0].attempts).toBe(1);
});

test('what Meta answers in a way that cannot be kept is put aside with a word, never sent again, and the others go on', async () => {
  const [odd, fine] = [await friend('Odd'), await friend('Fine')];
  const [first, second] = [await odd.queue('answered oddly'), await fine.queue('leaves')];
  let calls = 0;
  const real = createGraph(stage.messenger.url, '');
  const graph: Graph = {
    ...real,
    post: async (path, body, token) => {
      if (!JSON.stringify(body).includes('answered oddly')) return real.post(path, body, token);
      calls += 1;
      return { kind: 'answer', status: 200, body: { message_id: 'm_\u0000' }, headers: new Headers() };
    },
  };
  await working(
    [sender(deps(graph))],
    async () => (await stateOf(first)) === 'unknown' && (await stateOf(second)) !== 'queued',
  );
  expect(await out.troubles('message_put_aside')).toEqual([first]);
  expect(calls).toBe(1);
});

test('M25: a refusal of the token before holds nothing once a person has given a new one: it is tried at once', async () => {
  const page = await newPage(stage);
  const id = await out.queue(page.id, 'refused with the old token');
  const [message] = await claimMessages(pool(), 1);
  const sealedAnew = stage.keyring.seal('EAAB-new', tokenPlace(page.facebookId));
  await pool().query('update page set sealed_token = $2 where id = $1', [page.id, sealedAnew]);
  const reconnect = { health: 'reconnect', pausedMs: null } as const;
  const held = { state: 'held', reason: 'token_broken', detail: '190', againInMs: null, page: reconnect } as const;
  if (message) await settle(pool(), message, 'sending', held);
  expect(await stateOf(id)).toBe('queued');
  expect((await pool().query('select health from page where id = $1', [page.id])).rows).toEqual([{ health: 'ok' }]);
});

/** Looks one unknown message up where Facebook answers so, until its `nth` look-up. */
async function lookedUp(
  answer: (pageId: string) => Awaited<ReturnType<Graph['get']>>,
  before: number,
  also = 'reason_code = null',
) {
  const page = await newPage(stage);
  const id = await out.queue(page.id, 'the words of this one');
  await out.become('unknown', `next_try_at = now(), sending_at = now(), lookups = ${before}, ${also}`);
  const graph: Graph = {
    ...createGraph(stage.messenger.url, ''),
    get: async (path) => answer(path.split('/')[0] ?? ''),
  };
  await working([lookups(deps(graph))], async () => {
    const [{ lookups: times, state }] = await out.read(id);
    return times > before || state !== 'unknown';
  });
  const { rows } = await pool().query(
    `select state, mid, reason_code as reason, next_try_at is not null as again, client_id as client from message
       where id = $1`,
    [id],
  );
  return rows[0];
}

test('M45: other words of the page in the conversation are not what is looked for', async () => {
  const body = (pageId: string) => ({
    data: [
      {
        messages: {
          data: [
            { id: 'm_another', created_time: new Date().toISOString(), message: 'other words', from: { id: pageId } },
          ],
        },
      },
    ],
  });
  const found = await lookedUp((id) => ({ kind: 'answer', status: 200, body: body(id), headers: new Headers() }), 0);
  expect(found).toMatchObject({ state: 'unknown', mid: null });
});

test('what is not found in the end is a person’s; as long as Facebook does not say, it is looked for on', async () => {
  const empty = { kind: 'answer', status: 200, body: { data: [] }, headers: new Headers() } as const;
  const away = { kind: 'answer', status: 500, body: null, headers: new Headers() } as const;
  const given = await lookedUp(() => empty, 4);
  expect(given).toMatchObject({ state: 'unknown', reason: 'not_found_at_facebook', again: false });
  expect(await hasUndelivered(pool(), given.client)).toBe(false);
  const sought = await lookedUp(() => away, 4);
  expect(sought).toMatchObject({ state: 'unknown', reason: 'no_confirmation', again: true });
  expect(await hasUndelivered(pool(), sought.client)).toBe(true);
});

test('X33: what only an older copy of the database called unsent is not given up because Facebook does not say; not found, it leaves', async () => {
  const away = { kind: 'answer', status: 500, body: null, headers: new Headers() } as const;
  const doubt = `reason_code = 'database_restored'`;
  const sought = await lookedUp(() => away, 4, doubt);
  expect(sought).toMatchObject({ state: 'unknown', reason: 'database_restored', again: true });
  const empty = { kind: 'answer', status: 200, body: { data: [] }, headers: new Headers() } as const;
  expect(await lookedUp(() => empty, 4, doubt)).toMatchObject({ state: 'queued' });
  // For ever nobody waits: then it is a person's, as any other.
  expect(await lookedUp(() => away, 30, doubt)).toMatchObject({ state: 'unknown', reason: 'no_confirmation' });
});
