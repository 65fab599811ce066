import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TroublesBody } from '#api/troubles/schema.ts';
import { lookAtButtons } from '#db/troubles/buttons.ts';
import { createApi, type TestApi } from '#test/integration/support/api.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { deliver, fromClient, newMid, newPsid, textOf } from '#test/integration/support/webhook.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createApi();
});
beforeEach(() => api.database.pool.query('delete from trouble'));
afterAll(() => api.stop());

const pool = () => api.database.pool;
const read = async (): Promise<TroublesBody> =>
  (await (await logIn(api, 'iryna')).get('/api/troubles')).json<TroublesBody>();

describe('contact buttons that may be missing', () => {
  const DAY = 24 * 60 * 60 * 1000;
  /** So many clients of a page that were asked for their phone give it. */
  const give = async (page: 'dim' | 'outlet', count: number, { tapped, daysAgo }: Given) => {
    const psids = Array.from({ length: count }, newPsid);
    const timestamp = Date.now() - daysAgo * DAY;
    const from = (psid: string, message: object) =>
      fromClient(api.pages[page], psid, { timestamp, message: { mid: newMid(), ...message } });
    await deliver(
      api,
      api.pages[page],
      psids.map((psid) => from(psid, { text: 'вітаю' })),
    );
    await pool().query(
      `insert into message (chat_id, client_id, page_id, direction, via, kind, text, state, at, key, quick_replies)
       select c.id, c.client_id, c.page_id, 'out', 'automatic', 'askPhone', 'Ваш телефон?', 'sent', now(), 'q',
         '[{"content_type":"user_phone_number"}]'
       from chat c join client k on k.id = c.client_id where k.psid = any($1)`,
      [psids],
    );
    const text = '+380671234567';
    const said = { text, ...(tapped && { quick_reply: { payload: text } }) };
    await deliver(
      api,
      api.pages[page],
      psids.map((psid) => from(psid, said)),
    );
  };
  type Given = { tapped: boolean; daysAgo: number };
  const gone = async () => {
    await lookAtButtons(pool());
    return (await read()).present
      .filter(({ kind }) => kind === 'contact_buttons_gone')
      .map(({ page, retryable }) => ({ page: page?.name, retryable }));
  };

  test('where many answer and nobody taps any more, admins are told, page by page, until somebody taps', async () => {
    await give('dim', 19, { tapped: false, daysAgo: 1 });
    await give('dim', 2, { tapped: true, daysAgo: 20 });
    await give('outlet', 25, { tapped: false, daysAgo: 2 });
    expect(await gone(), 'too few on one page, and on the other nobody ever tapped').toEqual([]);
    await give('dim', 1, { tapped: false, daysAgo: 1 });
    expect(await gone()).toEqual([{ page: api.pages.dim.name, retryable: false }]);
    await pool().query(`update message set by_button = false where by_button`);
    expect(await gone(), 'the last taps are long ago').toHaveLength(1);
    await give('dim', 1, { tapped: true, daysAgo: 0 });
    expect(await gone()).toEqual([]);
  });

  test('a phone that nobody asked for, or another button, says nothing about these', async () => {
    await pool().query('truncate chat cascade');
    await give('dim', 3, { tapped: true, daysAgo: 10 });
    const written = Array.from({ length: 25 }, () => textOf(api.pages.dim, newPsid(), 'мій номер 067 123 45 67'));
    const other = fromClient(api.pages.dim, newPsid(), {
      message: { mid: newMid(), text: '+380671234567', quick_reply: { payload: 'CALL_ME' } },
    });
    await deliver(api, api.pages.dim, [...written, other]);
    expect(await gone()).toEqual([]);
    const { rows } = await pool().query<{ taps: number }>('select count(*)::int as taps from message where by_button');
    expect(rows).toEqual([{ taps: 3 }]);
  });
});
