import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApi } from '../../support/api.ts';
import { type List, readChat } from '../../support/chat.ts';
import type { PageName } from '../../support/company.ts';
import { type Answer, codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { openWhole, type Whole } from '../../support/whole.ts';
import { insist } from '../../support/insist.ts';

const ALL = '/api/settings';
const GOLDEN = '/api/golden-chats';

interface Line {
  at: number;
  kind: string;
  code: string | null;
  template: string | null;
  to: { id: string; name: string } | null;
}
interface Result {
  id: string;
  name: string;
  chatNumber: number;
  page: { id: string; name: string };
  same: boolean;
  differences: { kind: string; expected: Line | null; actual: Line | null }[];
}
interface Golden {
  id: string;
  name: string;
  chatNumber: number;
  pinnedBy: { id: string } | null;
  versions: { installation: number; page: number };
}

let whole: Whole;
let api: TestApi;
let iryna: Visitor;
let olena: Visitor;
let dmytro: Visitor;
const settingsOf = (page: PageName) => `/api/pages/${api.pages[page].id}/settings`;

beforeAll(async () => {
  whole = await openWhole();
  api = whole.api;
  [iryna, olena, dmytro] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena'), logIn(api, 'dmytro')]);
});
afterAll(() => whole.close());

const publish = (path: string, settings: object, more: object = {}) =>
  iryna.post(path, { settings, replace: true, ...more });
const detailsOf = (answer: Answer) => answer.json<{ error: { details: Result[] } }>().error.details;
const pin = (chatNumber: number, name: string) => iryna.post(GOLDEN, { chatNumber, name });
const trial = async (path: string, settings: object) =>
  (await iryna.post(`${path}/golden-run`, { settings })).json<List<Result>>().items;
const waiting = (minutes: number) => ({ waitingMessage: { enabled: true, minutes } });

/** A client writes; the number of the chat once it has decided about it. */
async function newChat(page: PageName): Promise<number> {
  const { facebookId } = api.pages[page];
  const { id, psids } = whole.messenger.createClient({ firstName: 'Марія' });
  whole.messenger.sendMessage({ page: facebookId, client: id, text: 'Скільки коштує доставка?' });
  const find = 'select number from chat c join client on client.id = c.client_id where psid = $1 and state is not null';
  return until(
    'the chat',
    async () => (await api.database.pool.query(find, [psids[facebookId]])).rows[0]?.number as number,
  );
}

/** A chat that somebody took, answered and finished. */
async function pastChat(page: PageName, who: Visitor): Promise<number> {
  const number = await newChat(page);
  await insist(() => who.put(`/api/chats/${number}/operators/me?onlyIfNobody=true`), 'ALREADY_TAKEN');
  await who.post(`/api/chats/${number}/messages`, { text: 'Безкоштовно' });
  await until('the answer', async () => (await readChat(who, number)).status === 'answered');
  await insist(() => who.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  return number;
}

describe('N06: golden chats', () => {
  let number: number;
  let id: string;

  test('an admin pins a past chat, once; it is listed with the versions by which it is judged', async () => {
    number = await pastChat('dim', olena);
    const pinned = await pin(number, 'Доставка');
    expect([pinned.status, pinned.json<Golden>()]).toMatchObject([
      201,
      {
        name: 'Доставка',
        chatNumber: number,
        pinnedBy: { id: api.people.iryna.id },
        versions: { installation: 0, page: 0 },
      },
    ]);
    ({ id } = pinned.json<Golden>());
    expect(codeOf(await pin(number, 'Ще раз'))).toBe('ALREADY_EXISTS');
    expect(codeOf(await pin(99_999, 'Немає'))).toBe('CHAT_NOT_FOUND');
    expect((await dmytro.get(GOLDEN)).json<List<Golden>>().items.map((golden) => golden.id)).toEqual([id]);
    expect((await dmytro.get(`${GOLDEN}?pageId=${api.pages.outlet.id}`)).json<List<Golden>>().items).toEqual([]);
  });

  test('the example holds what was told and asked, and no text but the first words', async () => {
    const { rows } = await api.database.pool.query('select example, expected from golden_chat where id = $1', [id]);
    const { example, expected } = rows[0] as { example: { happened: { kind: string }[] }; expected: Line[] };
    expect(example.happened.map(({ kind }) => kind)).toEqual([
      'client_wrote',
      'add_operator',
      'operator_replied',
      'change_status',
    ]);
    expect(example).toMatchObject({
      facts: { words: 'Скільки коштує доставка?' },
      candidates: [{ id: api.people.olena.id, load: 0 }],
    });
    expect(JSON.stringify(example)).not.toContain('Безкоштовно');
    expect(expected.map(({ kind }) => kind)).toEqual(['joined', 'status', 'finished']);
  });

  test('what would be different is told beforehand, and nothing is kept of it', async () => {
    const results = await trial(ALL, { requirePhone: true });
    expect(results).toMatchObject([
      { id, name: 'Доставка', chatNumber: number, page: { id: api.pages.dim.id }, same: false },
    ]);
    expect(results[0]?.differences).toContainEqual(
      expect.objectContaining({
        kind: 'added',
        expected: null,
        actual: expect.objectContaining({ template: 'askPhone' }),
      }),
    );
    expect(await trial(ALL, { contactAttempts: 5 })).toMatchObject([{ same: true, differences: [] }]);
    expect(await trial(settingsOf('outlet'), { requirePhone: true })).toEqual([]);
    // Faults elsewhere do not stand in the way.
    expect(await trial(ALL, { requirePhone: true, contactMinutes: -1 })).toMatchObject([{ same: false }]);
  });

  test('a difference that is not accepted stops the publication, an accepted one is expected then', async () => {
    const stopped = await publish(settingsOf('dim'), { distribution: 'even' });
    expect([stopped.status, codeOf(stopped)]).toEqual([409, 'GOLDEN_DIFFERS']);
    expect(detailsOf(stopped)).toMatchObject([{ id, name: 'Доставка', chatNumber: number }]);
    expect(detailsOf(stopped)[0]?.differences).toContainEqual(
      expect.objectContaining({
        kind: 'added',
        expected: null,
        actual: expect.objectContaining({ kind: 'assigned', to: { id: api.people.olena.id, name: 'Олена Коваль' } }),
      }),
    );
    expect((await iryna.get(settingsOf('dim'))).json<{ version: number }>().version).toBe(0);
    const other = '00000000-0000-4000-8000-000000000000';
    expect((await publish(settingsOf('dim'), { distribution: 'even' }, { accept: [other] })).status).toBe(409);
    expect((await publish(settingsOf('dim'), { distribution: 'even' }, { accept: [id] })).status).toBe(201);
    expect((await iryna.get(GOLDEN)).json<List<Golden>>().items).toMatchObject([
      { versions: { installation: 0, page: 1 } },
    ]);
    expect((await publish(settingsOf('dim'), { distribution: 'even', contactAttempts: 4 })).status).toBe(201);
  });

  test('other pages publish as they like; settings for all are judged by what each page makes of them', async () => {
    expect((await publish(settingsOf('outlet'), { requirePhone: true })).status).toBe(201);
    // The page has a distribution of its own.
    expect((await publish(ALL, { distribution: 'off' })).status).toBe(201);
    const outlet = await pin(await pastChat('outlet', await logIn(api, 'taras')), 'Outlet');
    expect(outlet.status).toBe(201);
    const stopped = await publish(ALL, { autoLead: true });
    expect(
      detailsOf(stopped)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Outlet', 'Доставка']);
  });

  test('of two who publish at once the second is judged by what the first one made', async () => {
    const answers = await Promise.all([
      publish(settingsOf('dim'), { distribution: 'off' }, { accept: [id] }),
      publish(settingsOf('dim'), { distribution: 'off', ...waiting(1) }, { accept: [id] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(
      await trial(settingsOf('dim'), (await iryna.get(settingsOf('dim'))).json<{ own: object }>().own),
    ).toMatchObject([{ same: true }]);
  });

  test('only admins pin, unpin and try; operators do not even see them', async () => {
    for (const who of [olena, dmytro]) {
      expect(codeOf(await who.post(GOLDEN, { chatNumber: number, name: 'x' }))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.delete(`${GOLDEN}/${id}`))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.post(`${ALL}/golden-run`, { settings: {} }))).toBe('NOT_ALLOWED');
    }
    expect(codeOf(await olena.get(GOLDEN))).toBe('NOT_ALLOWED');
    expect((await iryna.delete(`${GOLDEN}/${id}`)).status).toBe(204);
    expect(codeOf(await iryna.delete(`${GOLDEN}/${id}`))).toBe('NOT_FOUND');
  });

  test('N06: of a chat that was given to somebody the people of that choice are kept', async () => {
    expect((await publish(settingsOf('dim'), { distribution: 'even' })).status).toBe(201);
    const given = await newChat('dim');
    await until('the operator', async () => (await readChat(iryna, given)).operators.length === 1);
    const pinned = await pin(given, 'Розподілений');
    const { rows } = await api.database.pool.query(
      `select g.example, g.expected, r.question from golden_chat g join routing_record r on r.chat_id = g.chat_id
         where g.id = $1`,
      [pinned.json<Golden>().id],
    );
    const [{ example, expected, question }] = rows;
    // The record keeps no words; the example has them from the messages.
    const facts = { ...question.chat, words: 'Скільки коштує доставка?' };
    expect(example).toMatchObject({ facts, candidates: question.candidates, turns: question.turns });
    expect(expected).toMatchObject([{ kind: 'assigned', to: api.people.olena.id, code: 'only_one' }]);
    const stopped = await publish(settingsOf('dim'), { distribution: 'off' });
    expect(detailsOf(stopped)).toMatchObject([
      { name: 'Розподілений', differences: [{ kind: 'missing', actual: null }] },
    ]);
    expect((await iryna.delete(`${GOLDEN}/${pinned.json<Golden>().id}`)).status).toBe(204);
  });

  test('a chat whose first words are pruned cannot be pinned', async () => {
    const pruned = await pastChat('dim', olena);
    await api.database.pool.query(
      `delete from chat_input where kind = 'client_wrote' and chat_id = (select id from chat where number = $1)`,
      [pruned],
    );
    expect(codeOf(await pin(pruned, 'Давній'))).toBe('CHAT_NOT_WHOLE');
  });
});
