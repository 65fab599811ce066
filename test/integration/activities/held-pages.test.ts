import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { keys } from '#activities/outbox/keys.ts';
import { abandoned } from '#activities/outbox/abandoned.ts';
import { lookups } from '#activities/outbox/lookups.ts';
import { sender } from '#activities/outbox/sender.ts';
import { findNeighbour, saveNeighbour, SECRET_PLACE } from '#db/neighbour/keep.ts';
import { claimMessages, putBackUnheard } from '#db/outbox/claim.ts';
import { settleMessage } from '#db/outbox/settle.ts';
import { listPageTokens, tokenPlace } from '#db/people/page-tokens.ts';
import { endWhatIsOver } from '#db/troubles/over.ts';
import { noticeTrouble } from '#db/troubles/write.ts';
import { createKeyring } from '#platform/keyring.ts';
import { keyNamed, sealedAsBefore } from '#test/ground/before.ts';
import { needsOf, newPage, working } from '../support/outbox.ts';
import { stage, out, pool, setUpFair } from './fair-stage.ts';

setUpFair();

const deps = () => needsOf(stage);

test('I4: a page whose token cannot be opened keeps nobody from being looked up, and admins are told', async () => {
  const stranger = createKeyring(`gone:${Buffer.alloc(32, 7).toString('base64')}`);
  const bad = await newPage(stage, stranger, 'EAAB-bad');
  const good = await newPage(stage);
  await out.queue(bad.id, 'of the bad page');
  const sought = await out.queue(good.id, 'of the good page');
  await out.become('unknown', `next_try_at = now() - interval '1 minute', sending_at = now() - interval '1 minute'`);
  await working([lookups(deps()), keys(deps())], async () => {
    const [{ lookups: count }] = await out.read(sought);
    return count > 0 && (await out.troubles('page_without_key')).includes(bad.id);
  });
  expect(await out.troubles('page_without_key')).toEqual([bad.id]);
});

test('I4a: what a page without its key wants to send is held, and goes out once the key is back', async () => {
  const stranger = createKeyring(`gone:${Buffer.alloc(32, 7).toString('base64')}`);
  const page = await newPage(stage, stranger);
  const ids = [await out.queue(page.id, 'one'), await out.queue(page.id, 'two')];
  const states = async () => (await Promise.all(ids.map((id) => out.read(id)))).map(([{ state }]) => state);
  await working([sender(deps()), abandoned(deps())], async () => (await states()).every((state) => state === 'held'));
  expect(await out.troubles('page_without_key')).toEqual([page.id]);
  const both = {
    ...deps(),
    keyring: {
      ...stage.keyring,
      open: (sealed: string, place: string) =>
        (sealed.startsWith('v2:gone:') ? stranger : stage.keyring).open(sealed, place),
    },
  };
  await working([keys(both)], async () => (await states()).every((state) => state === 'queued'));
  expect(await out.troubles('page_without_key')).toEqual([]);
});

test('what was put aside and is all right by now is over, whoever saw to that', async () => {
  const page = await newPage(stage);
  const [gone, waits] = [await out.queue(page.id, 'failed meanwhile'), await out.queue(page.id, 'waits')];
  for (const ref of [gone, waits])
    await noticeTrouble(pool(), { kind: 'message_put_aside', ref, reason: 'not_settled' });
  await noticeTrouble(pool(), { kind: 'input_put_aside', ref: randomUUID(), reason: 'not_told' });
  await pool().query(`update message set state = 'failed' where id = $1`, [gone]);
  expect(await endWhatIsOver(pool())).toBe(2);
  expect(await out.troubles('message_put_aside')).toEqual([waits]);
});

test('I12: a refusal that holds the page waits for no new message; what is behind it is held', async () => {
  const page = await newPage(stage);
  const first = await out.queue(page.id, 'refused');
  const second = await out.queue(page.id, 'behind it');
  const [message] = await claimMessages(pool(), 1);
  const other = await pool().connect();
  await other.query('begin');
  await other.query('select 1 from page where id = $1 for key share', [page.id]);
  await other.query('select 1 from message where id = $1 for update', [second]);
  const held = {
    state: 'held',
    reason: 'token_broken',
    detail: '190',
    againInMs: null,
    page: { health: 'reconnect', pausedMs: null },
  } as const;
  expect(message && (await settleMessage(pool(), message, 'sending', held))).toBe(true);
  await other.query('commit');
  other.release();
  await working([abandoned(deps())], async () => (await out.read(second))[0].state === 'held');
  expect((await out.read(first))[0]).toMatchObject({ state: 'held', reason_code: 'token_broken' });
});

test('I16: a page that was paused goes on although one client of it is stuck', async () => {
  const page = await newPage(stage);
  const stuck = await out.client(page.id);
  await out.queue(page.id, 'nobody decided about it', { client: stuck, decided: false });
  await out.queue(page.id, 'waits behind it', { client: stuck });
  const free = await out.queue(page.id, 'of another client');
  await out.pausePage(page.id);
  expect((await claimMessages(pool(), 10)).map(({ id }) => id)).toEqual([free]);
});

test('I16a: a page that was paused gets one probe at a time, and not the same one again and again', async () => {
  const page = await newPage(stage);
  await out.queueMany(page.id, 3);
  await out.pausePage(page.id);
  const probed: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const claimed = await claimMessages(pool(), 10);
    expect(claimed).toHaveLength(1);
    expect(await claimMessages(pool(), 10)).toEqual([]);
    const [probe] = claimed;
    if (!probe) break;
    probed.push(probe.id);
    const paused = { health: 'paused', pausedMs: 0 } as const;
    await settleMessage(pool(), probe, 'sending', {
      state: 'queued',
      reason: 'rate_limited',
      detail: '613',
      againInMs: null,
      page: paused,
    });
    await pool().query('update page_pace set until = now() where page_id = $1', [page.id]);
  }
  expect(new Set(probed).size).toBe(3);
});

test('numbers out of all bounds in one row stop nobody: they are counted no further', async () => {
  const page = await newPage(stage);
  const odd = await out.queue(page.id, 'tried too often');
  await pool().query('update message set attempts = 2147483647, lookups = 2147483647 where id = $1', [odd]);
  const other = await out.queue(page.id, 'another one');
  const claimed = await claimMessages(pool(), 10);
  expect(claimed.map(({ id }) => id).toSorted()).toEqual([odd, other].toSorted());
  const [message] = claimed.filter(({ id }) => id === odd);
  const unknown = { state: 'unknown', reason: 'no_confirmation', detail: null, againInMs: 0 } as const;
  expect(message && (await settleMessage(pool(), message, 'sending', unknown))).toBe(true);
  await working([lookups(deps())], async () => (await out.read(odd))[0].lookups < 2_147_483_647);
});

test('what was claimed in the moment a connection broke is put back: nothing of it has left', async () => {
  const page = await newPage(stage);
  await out.queueMany(page.id, 3);
  const by = randomUUID();
  const [kept, ...lost] = await claimMessages(pool(), 3, { by });
  expect(await putBackUnheard(pool(), by, [kept?.id ?? ''])).toBe(lost.length);
  expect((await out.read(kept?.id ?? ''))[0].state).toBe('sending');
  for (const { id } of lost) expect((await out.read(id))[0].state).toBe('queued');
});

test('what became of an older attempt changes nothing about the present one', async () => {
  const page = await newPage(stage);
  const id = await out.queue(page.id, 'tried twice');
  const [old] = await claimMessages(pool(), 1);
  await pool().query(`update message set state = 'queued' where id = $1`, [id]);
  await pool().query(`update page_pace set until = now()`);
  await claimMessages(pool(), 1);
  const failed = { state: 'failed', reason: 'other', detail: '1', againInMs: null } as const;
  expect(old && (await settleMessage(pool(), old, 'sending', failed))).toBe(false);
  expect((await out.read(id))[0].state).toBe('sending');
});

test('a token that was sealed before there were places, or under an older key, is sealed anew', async () => {
  const old = keyNamed('k0');
  const rotated = createKeyring(`${keyNamed('k1')},${old}`);
  const pages = [await newPage(stage, createKeyring(old)), await newPage(stage, createKeyring(old))];
  const [first, second] = pages.map(({ id }) => id);
  const before = sealedAsBefore(old, 'EAAB-demo-dim-i-svitlo');
  await stage.database.pool.query('update page set sealed_token = $2 where id = $1', [first, before]);
  const read = async () =>
    (
      await stage.database.pool.query<{ sealed_token: string }>('select sealed_token from page where id = any($1)', [
        [first, second],
      ])
    ).rows;
  await working([keys({ ...deps(), keyring: rotated })], async () =>
    (await read()).every(({ sealed_token }) => rotated.isCurrent(sealed_token)),
  );
  const listed = (await listPageTokens(stage.database.pool)).filter(({ id }) => id === first || id === second);
  for (const { facebookId, sealedToken } of listed)
    expect(rotated.open(sealedToken, tokenPlace(facebookId))).toBe('EAAB-demo-dim-i-svitlo');
  expect(() => rotated.open(listed[0]?.sealedToken ?? '', tokenPlace(listed[1]?.facebookId ?? ''))).toThrow();
});

test('B18: so is the secret of the CRM beside ours', async () => {
  const old = keyNamed('k0');
  const rotated = createKeyring(`${keyNamed('k1')},${old}`);
  const sealedSecret = createKeyring(old).seal('a secret of the neighbour', SECRET_PLACE);
  await saveNeighbour(stage.database.pool, { isOn: false, url: 'https://crm.example/', sealedSecret });
  const kept = async () => (await findNeighbour(stage.database.pool))?.sealedSecret ?? '';
  await working([keys({ ...deps(), keyring: rotated })], async () => rotated.isCurrent(await kept()));
  expect(rotated.open(await kept(), SECRET_PLACE)).toBe('a secret of the neighbour');
});
