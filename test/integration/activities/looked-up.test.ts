import { expect, test } from 'vitest';
import { createGraph, type Graph } from '#activities/messenger/graph.ts';
import { lookups } from '#activities/outbox/lookups.ts';
import { claimMessages } from '#db/outbox/claim.ts';
import { settleMessage } from '#db/outbox/settle.ts';
import { hasUndelivered } from '#db/outbox/undelivered.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { newPage, working } from '../support/outbox.ts';
import { stage, out, pool, deps, stateOf, setUpSending } from './sending-stage.ts';

setUpSending();

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

test('M25: a refusal of the token before holds nothing once a person gave a new one: it is tried at once', async () => {
  const page = await newPage(stage);
  const id = await out.queue(page.id, 'refused with the old token');
  const [message] = await claimMessages(pool(), 1);
  const sealedAnew = stage.keyring.seal('EAAB-new', tokenPlace(page.facebookId));
  await pool().query('update page set sealed_token = $2 where id = $1', [page.id, sealedAnew]);
  const reconnect = { health: 'reconnect', pausedMs: null } as const;
  const held = { state: 'held', reason: 'token_broken', detail: '190', againInMs: null, page: reconnect } as const;
  if (message) await settleMessage(pool(), message, 'sending', held);
  expect(await stateOf(id)).toBe('queued');
  expect((await pool().query('select health from page where id = $1', [page.id])).rows).toEqual([{ health: 'ok' }]);
});

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

test('X33: what an older database calls unsent is kept till Facebook says; not found, it leaves', async () => {
  const away = { kind: 'answer', status: 500, body: null, headers: new Headers() } as const;
  const doubt = `reason_code = 'database_restored'`;
  const sought = await lookedUp(() => away, 4, doubt);
  expect(sought).toMatchObject({ state: 'unknown', reason: 'database_restored', again: true });
  const empty = { kind: 'answer', status: 200, body: { data: [] }, headers: new Headers() } as const;
  expect(await lookedUp(() => empty, 4, doubt)).toMatchObject({ state: 'queued' });
  // For ever nobody waits: then it is a person's, as any other.
  expect(await lookedUp(() => away, 30, doubt)).toMatchObject({ state: 'unknown', reason: 'no_confirmation' });
});
