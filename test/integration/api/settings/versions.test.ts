import { describe, expect, test } from 'vitest';
import { type List, openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { api, iryna, dim, ALL, inForce, publish, setUpSettings } from './settings-stage.ts';

setUpSettings();

interface Version {
  version: number;
  author: { id: string };
  comment: string;
  restores: number | null;
  changes: { path: string; from: unknown; to: unknown }[];
  own: object;
  scope: { id: string; name: string } | null;
}

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
