import { expect, test } from 'vitest';
import { createGraph, type Graph } from '#activities/messenger/graph.ts';
import { abandoned } from '#activities/outbox/abandoned.ts';
import { sender } from '#activities/outbox/sender.ts';
import { startBackground } from '#platform/background.ts';
import { eventually } from '#test/integration/workflows/stage.ts';
import { newPage, working } from '#test/integration/support/outbox.ts';
import { stage, out, pool, deps, stateOf, setUpSending } from './sending-stage.ts';

setUpSending();

/** A client of the stage's page, with whom Meta lets it speak. */
async function friend(name: string) {
  const { facebookId: page, id } = stage.page;
  const psid = stage.messenger.createClient({ firstName: name }).psids[page] ?? '';
  stage.messenger.sendMessage({ page, psid, text: 'hello' });
  const client = await out.client(id, psid);
  return { psid, client, queue: (text: string) => out.queue(id, text, { client }) };
}

test('X13: calls that hang at one page hold places of that page; other pages and clients go on', async () => {
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
  const room = startBackground([sender(deps(graph))], deps().log);
  await eventually(async () => ['sent', 'delivered'].includes(await stateOf(own)));
  await expect.poll(() => stateOf(lost)).toBe('sending');
  end.abort();
  await room.stop();
});

test('a page that Meta asks to be slow pauses, goes on with one probe, then with all; nothing goes twice', async () => {
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
        `create function away() returns trigger language plpgsql as $$ begin
           raise exception 'away' using errcode = '57P03'; end $$`,
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

test('what Meta answers in a way that cannot be kept is put aside, never sent again; others go on', async () => {
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
