import { describe, expect, test } from 'vitest';
import type { List } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import {
  ALL,
  GOLDEN,
  type Line,
  type Golden,
  api,
  iryna,
  olena,
  dmytro,
  settingsOf,
  publish,
  detailsOf,
  pin,
  trial,
  waiting,
  pastChat,
  setUpGolden,
} from './golden-stage.ts';

setUpGolden();

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
});
