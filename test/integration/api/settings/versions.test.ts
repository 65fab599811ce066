import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { type List, openChat } from '../../support/chat.ts';
import { type Answer, codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

const ALL = '/api/settings';

interface Remark {
  path: string;
  code: string;
  message: string;
}
interface InForce {
  version: number;
  versions: { installation: number; page: number };
  settings: { contactAttempts: number; requirePhone: boolean; workingHours?: { timeZone: string } };
  own: object;
  hours: { open: boolean; opensAt: string | null; closesAt: string | null };
  publishedAt: string | null;
  publishedBy: { id: string } | null;
  waking: { total: number; done: number; finishedAt: string | null } | null;
  chats: { open: number };
}
interface Version {
  version: number;
  author: { id: string };
  comment: string;
  restores: number | null;
  changes: { path: string; from: unknown; to: unknown }[];
  own: object;
  scope: { id: string; name: string } | null;
}

let api: TestApi;
let iryna: Visitor;
let dim: string;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  dim = `/api/pages/${api.pages.dim.id}/settings`;
});
afterAll(() => api.stop());

const inForce = async (path: string) => (await iryna.get(path)).json<InForce>();
const publish = (path: string, settings: object, more: object = {}) => iryna.post(path, { settings, ...more });
const details = (answer: Answer) => answer.json<{ error: { details: Remark[] } }>().error.details;
const audited = async (kind: string) =>
  (await api.database.pool.query('select detail from audit where kind = $1 order by id', [kind])).rows;

describe('F18: versions', () => {
  test('before the first there is what is built in', async () => {
    expect(await inForce(ALL)).toMatchObject({
      version: 0,
      versions: { installation: 0, page: 0 },
      settings: { requirePhone: false, contactAttempts: 3 },
      own: {},
      hours: { open: true, opensAt: null, closesAt: null },
      publishedAt: null,
      publishedBy: null,
      waking: null,
    });
    expect((await inForce(ALL)).settings).not.toHaveProperty('workingHours');
  });

  test('a page lies over the installation, which lies over what is built in', async () => {
    await openChat(api, api.pages.dim);
    await openChat(api, api.pages.outlet);
    const first = await publish(ALL, { requirePhone: true, contactAttempts: 5 }, { comment: 'Початок' });
    expect([first.status, first.json()]).toEqual([201, { version: 1, chats: { open: 2 } }]);
    expect((await publish(dim, { contactAttempts: 7 })).json()).toEqual({ version: 1, chats: { open: 1 } });
    expect(await inForce(dim)).toMatchObject({
      version: 1,
      versions: { installation: 1, page: 1 },
      settings: { requirePhone: true, contactAttempts: 7 },
      own: { contactAttempts: 7 },
      publishedBy: { id: api.people.iryna.id },
      waking: { done: 0 },
      chats: { open: 1 },
    });
    expect(await audited('settings_published')).toEqual([
      { detail: { page: null, version: 1 } },
      { detail: { page: api.pages.dim.id, version: 1 } },
    ]);
  });

  test('a patch is merged, null takes an override away, and replacing leaves nothing', async () => {
    const hours = { timeZone: 'Europe/Kyiv', week: { mon: [['09:00', '18:00']] }, exceptions: [] };
    await publish(dim, { contactAttempts: null, workingHours: hours, waitingMessage: { minutes: 3 } });
    expect((await inForce(dim)).settings).toMatchObject({ contactAttempts: 5, workingHours: hours });
    await publish(dim, { workingHours: null });
    expect(await inForce(dim)).toMatchObject({ own: { workingHours: null, waitingMessage: { minutes: 3 } } });
    expect((await inForce(dim)).settings).not.toHaveProperty('workingHours');
    await publish(dim, { requireEmail: true }, { replace: true });
    expect((await inForce(dim)).own).toEqual({ requireEmail: true });
  });

  test('history tells what changed, from and to, and by whom', async () => {
    const list = (await iryna.get(`${dim}/versions?pageSize=2`)).json<List<Version>>();
    expect([list.total, list.items.map(({ version }) => version)]).toEqual([4, [4, 3]]);
    expect(list.items[0]).toMatchObject({ author: { id: api.people.iryna.id }, comment: '', restores: null });
    expect(list.items[0]?.changes).toContainEqual({ path: 'requireEmail', from: null, to: true });
    const first = (await iryna.get(`${ALL}/versions/1`)).json<Version>();
    expect(first).toMatchObject({ comment: 'Початок', own: { requirePhone: true, contactAttempts: 5 } });
    const everything = (await iryna.get(`${ALL}/history`)).json<List<Version>>();
    expect(everything.total).toBe(5);
    expect(everything.items.at(-1)).toMatchObject({ version: 1, scope: null });
    expect(everything.items[0]?.scope).toEqual({ id: api.pages.dim.id, name: api.pages.dim.name });
  });

  test('an older version comes back as a new one', async () => {
    const { own } = (await iryna.get(`${dim}/versions/1`)).json<Version>();
    const restored = await publish(dim, own, { replace: true, restores: 1, basedOn: 4 });
    expect(restored.json()).toMatchObject({ version: 5 });
    const newest = (await iryna.get(`${dim}/versions`)).json<List<Version>>().items[0];
    expect(newest).toMatchObject({ version: 5, restores: 1 });
    expect((await inForce(dim)).own).toEqual({ contactAttempts: 7 });
    expect(codeOf(await publish(dim, {}, { restores: 99 }))).toBe('NOT_FOUND');
  });

  test('what is based on another version is refused', async () => {
    const late = await publish(dim, {}, { basedOn: 4 });
    expect([late.status, codeOf(late)]).toEqual([409, 'SETTINGS_CHANGED']);
  });

  test('of two publications at once that are based on the same version, one is refused', async () => {
    const { version } = await inForce(ALL);
    const answers = await Promise.all([1, 2].map((n) => publish(ALL, { contactAttempts: n }, { basedOn: version })));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['201', '409']);
  });

  test('numbers have no gaps, and ids grow with them over all scopes', async () => {
    const before = await inForce(ALL);
    await Promise.all(Array.from({ length: 12 }, (_, n) => publish(n % 2 ? ALL : dim, { contactMinutes: n })));
    const { rows } = await api.database.pool.query<{ id: string; scope: string; version: number }>(
      'select id, scope, version from settings_version order by at',
    );
    const ids = rows.map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const own = rows.filter(({ scope }) => scope === 'installation').map(({ version }) => version);
    expect(own).toEqual(Array.from({ length: before.version + 6 }, (_, n) => n + 1));
  });

  test.each([`/api/pages/00000000-0000-4000-8000-000000000000/settings`, '/api/pages/x/settings'])(
    'a page that there is not has none: %s',
    async (path) => {
      for (const answer of [await iryna.get(path), await publish(path, {}), await iryna.get(`${path}/draft`)])
        expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
    },
  );

  test.each(['0', '999', 'x', '1e3', '99999999999'])('a version that there is not: %s', async (version) => {
    expect(codeOf(await iryna.get(`${ALL}/versions/${version}`))).toBe('NOT_FOUND');
  });
});

describe('F18: faults', () => {
  test('every one is named with its path, in the words of the reader, and nothing is published', async () => {
    const { version } = await inForce(ALL);
    const answer = await publish(ALL, {
      contactAttempts: 99,
      phone: true,
      workingHours: {
        timeZone: 'Europe/Kyiv',
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
          tue: [['9', '10']],
        },
      },
      templates: { waiting: { uk: '' } },
    });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_SETTINGS']);
    expect(
      details(answer)
        .map(({ path, code }) => `${path} ${code}`)
        .toSorted(),
    ).toEqual([
      'contactAttempts OUT_OF_RANGE',
      'phone UNKNOWN_KEY',
      'templates.waiting.uk EMPTY_TEXT',
      'workingHours.week.mon.1 OVERLAP',
      'workingHours.week.tue.0 WRONG_TIME',
    ]);
    expect(details(answer).find(({ code }) => code === 'EMPTY_TEXT')?.message).toBe('Текст порожній.');
    expect((await inForce(ALL)).version).toBe(version);
  });

  test('hours in no time zone, and languages that are too many together', async () => {
    const zoneless = await publish(ALL, { workingHours: { week: { mon: [] } } });
    expect(details(zoneless)).toMatchObject([{ path: 'workingHours.timeZone', code: 'UNKNOWN_TIME_ZONE' }]);
    const languages = (first: string) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [first + String.fromCharCode(97 + n), 'x']));
    expect((await publish(dim, { templates: { waiting: languages('a') } })).status).toBe(201);
    const many = await publish(dim, { templates: { finished: languages('b') } });
    expect(details(many)).toMatchObject([{ path: 'templates', code: 'OUT_OF_RANGE' }]);
    await publish(dim, {}, { replace: true });
  });

  test('what cannot be kept at all is refused', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) as object;
    for (const settings of [{ a: 'a\u0000' }, deep])
      expect(codeOf(await iryna.post(ALL, { settings }))).toBe('INVALID_SETTINGS');
    for (const settings of ['text', [], null, undefined])
      expect(codeOf(await iryna.post(ALL, { settings }))).toBe('BAD_REQUEST');
    expect(codeOf(await publish(ALL, {}, { comment: 'x'.repeat(501) }))).toBe('BAD_REQUEST');
  });
});

describe('F18: who may', () => {
  test('auditors read what is published, operators nothing, and both change nothing', async () => {
    const [olena, dmytro] = await Promise.all([logIn(api, 'olena'), logIn(api, 'dmytro')]);
    const reading = [ALL, dim].flatMap((path) => [path, `${path}/versions`, `${path}/versions/1`]);
    for (const path of [...reading, `${ALL}/history`]) {
      expect([path, (await dmytro.get(path)).status]).toEqual([path, 200]);
      expect([path, codeOf(await olena.get(path))]).toEqual([path, 'NOT_ALLOWED']);
    }
    for (const who of [olena, dmytro]) {
      expect(codeOf(await who.post(ALL, { settings: {} }))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.get(`${dim}/draft`))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.put(`${dim}/draft`, { settings: {}, revision: 0, base: 0 }))).toBe('NOT_ALLOWED');
    }
  });
});
