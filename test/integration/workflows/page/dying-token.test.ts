import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { updatePage } from '#db/people/pages.ts';
import { eventually, newPsid, openStage, type Stage } from '../stage.ts';
import { pageOf } from './page-stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.startWorker();
});
afterAll(() => stage?.close());

const query = async (sql: string, ...values: unknown[]) => (await stage.database.pool.query(sql, values)).rows;
const CLIENTS = 10;
const ANSWERS = ['перша', 'друга'];
const OUT = `select m.id, m.text, m.state, m.reason_code, c.psid from message m join client c on c.id = m.client_id
  where m.direction = 'out' and m.via = 'desk' order by m.seq`;

/** What a client got, in order. */
const gotBy = (psid: string) =>
  stage.messenger
    .sends()
    .filter((send) => send.accepted && send.psid === psid)
    .map(({ text }) => text);

async function untilNoneWaits(): Promise<void> {
  await eventually(async () => {
    await stage.relay();
    return (await query(`${OUT.replace('order by m.seq', '')} and m.state in ('queued', 'sending')`)).length === 0;
  });
}

/** Ten clients who have written, each with a chat. */
async function openChats(): Promise<{ psids: string[]; chatIds: string[] }> {
  const psids: string[] = [];
  for (let n = 0; n < CLIENTS; n += 1) {
    const psid = stage.messenger.createClient({ firstName: `Клієнт ${n}` }).psids[stage.page.facebookId] ?? newPsid();
    stage.messenger.sendMessage({ page: stage.page.facebookId, psid, text: 'є хто?' });
    await stage.wrote(psid, 'є хто?');
    psids.push(psid);
  }
  await stage.relay();
  const chatIds = await eventually(async () => {
    const rows = await query('select id from chat order by number');
    return rows.length === CLIENTS ? rows.map(({ id }) => id as string) : null;
  });
  return { psids, chatIds };
}

/** Twenty answers are queued at once; the token dies in the middle of the first ones. */
async function answerUntilItDies(chatIds: string[]): Promise<void> {
  for (const answer of ANSWERS) for (const chatId of chatIds) await stage.answer(chatId, answer);
  const dies = () => stage.messenger.setPage(stage.page.facebookId, { tokenError: { subcode: 463 } });
  const stop = stage.messenger.watch(() => {
    if (stage.messenger.sends().filter(({ accepted }) => accepted).length >= 4) dies();
  });
  await stage.relay();
  await untilNoneWaits();
  stop();
  dies();
}

/** As an admin saves one. */
async function saveToken(accessToken: string): Promise<void> {
  stage.messenger.setPage(stage.page.facebookId, { tokenError: null, accessToken });
  const sealedToken = stage.keyring.seal(accessToken, tokenPlace(stage.page.facebookId));
  await updatePage(stage.database.pool, stage.page.id, { sealedToken, checking: true });
}

const closeWindows = (psids: string[]) =>
  query(
    `update chat set window_until = now() - interval '1 minute', window_possible_until = null
     where client_id in (select id from client where psid = any($1))`,
    psids,
  );

test('holds 2, N11: a token dies in the middle of 20 answers: none lost or doubled, in order afterwards', async () => {
  const page = pageOf(stage);
  await page.untilCode('token', 'good');
  const { psids, chatIds } = await openChats();
  await answerUntilItDies(chatIds);
  const broken = await query(OUT);
  const held = broken.filter(({ state }) => state === 'held');
  expect([broken.length, new Set(held.map(({ reason_code }) => reason_code))]).toEqual([20, new Set(['token_broken'])]);
  expect([held.length > 0, held.length < 20]).toEqual([true, true]);
  expect(await page.untilCode('token', 'dead')).toMatchObject({ detail: { subcode: 463 } });

  // Two who have neither answer yet.
  const late = psids.filter((psid) => held.filter((one) => one.psid === psid).length === 2).slice(-2);
  expect(late).toHaveLength(2);
  await closeWindows(late);
  await saveToken('EAAB-anew');
  await untilNoneWaits();
  await page.untilCode('token', 'good');
  for (const psid of psids.filter((one) => !late.includes(one))) {
    await eventually(async () => gotBy(psid).length >= ANSWERS.length);
    expect(gotBy(psid)).toEqual(ANSWERS);
  }
  // Whose window closed waits for a person: each answer failed with its reason, and its chat is without one again.
  const failed = (await query(OUT)).filter(({ state }) => state === 'failed');
  const waiting = held.filter(({ psid }) => late.includes(psid as string));
  expect(failed.map(({ id }) => id)).toEqual(waiting.map(({ id }) => id));
  expect(new Set(failed.map(({ reason_code }) => reason_code))).toEqual(new Set(['window_closed']));
  await eventually(async () => {
    await stage.relay();
    const open = `select 1 from chat join client c on c.id = client_id
      where c.psid = any($1) and status = 'in_progress'`;
    return (await query(open, late)).length === late.length;
  });
});
