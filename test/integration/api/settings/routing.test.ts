import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

const ALL = '/api/settings';

interface Remark {
  path: string;
  code: string;
  message: string;
}

let api: TestApi;
let iryna: Visitor;
let team: string;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  const added = await iryna.post('/api/teams', { name: 'Логістика', employeeIds: [api.people.olena.id] });
  team = added.json<{ id: string }>().id;
});
afterAll(() => api.stop());

const rule = (more: object) => ({
  id: randomUUID(),
  name: 'Доставка',
  enabled: true,
  when: { words: ['доставк'] },
  who: { teamIds: [], employeeIds: [] },
  strategy: 'active',
  priority: 5,
  capacity: null,
  ...more,
});
const publish = (settings: object, path = ALL) => iryna.post(path, { settings, replace: true });
const coded = (found: Remark[]) => found.map(({ path, code }) => `${path} ${code}`);

describe('F10: rules of routing', () => {
  test('name teams, people and pages that are there', async () => {
    const { olena } = api.people;
    const published = await publish({
      distribution: 'active',
      routing: [
        rule({ when: { pageIds: [api.pages.dim.id] }, who: { teamIds: [team], employeeIds: [] } }),
        rule({ who: { teamIds: [], employeeIds: [olena.id] } }),
      ],
      escalation: [
        { minutes: 5, clock: 'wall', to: 'next', id: null },
        { minutes: 10, clock: 'working', to: 'team', id: team },
        { minutes: 15, clock: 'wall', to: 'person', id: olena.id },
      ],
    });
    expect(published.status).toBe(201);
  });

  test('go by ids in any script, as whoever writes them over the API names them', async () => {
    const routing = ['Повернення товару', 'Łódź № 2'].map((name) => rule({ id: name, name }));
    expect((await publish({ distribution: 'even', routing })).status).toBe(201);
    const refused = await publish({ routing: [rule({ id: 'обмін/повернення' })] });
    expect(coded(refused.json<{ error: { details: Remark[] } }>().error.details)).toEqual(['routing.0.id WRONG_ID']);
    expect((await publish({ distribution: 'active' })).status).toBe(201);
  });

  test('wake routing when they are published', async () => {
    const listener = await api.database.pool.connect();
    const heard = new Set<string>();
    listener.on('notification', ({ payload = '' }) => payload.split(',').forEach((topic) => heard.add(topic)));
    await listener.query('listen rozmova');
    expect((await publish({ distribution: 'even' })).status).toBe(201);
    await expect.poll(() => heard.has('routing')).toBe(true);
    listener.release(true);
  });

  test('are not published with others: each stands with its place, in the draft, too', async () => {
    const settings = {
      distribution: 'even',
      routing: [
        rule({ who: { teamIds: [team], employeeIds: [] } }),
        rule({
          when: { pageIds: [api.pages.dim.id, randomUUID()] },
          who: { teamIds: [randomUUID(), 'none'], employeeIds: ['nobody'] },
        }),
      ],
      escalation: [
        { minutes: 5, clock: 'wall', to: 'team', id: randomUUID() },
        { minutes: 5, clock: 'wall', to: 'person', id: 'nobody' },
      ],
    };
    const faults = [
      'routing.1.who.teamIds.0 UNKNOWN_TEAM',
      'routing.1.who.teamIds.1 UNKNOWN_TEAM',
      'routing.1.who.employeeIds.0 UNKNOWN_PERSON',
      'routing.1.when.pageIds.1 UNKNOWN_PAGE',
      'escalation.0.id UNKNOWN_TEAM',
      'escalation.1.id UNKNOWN_PERSON',
    ];
    const refused = await publish(settings);
    expect([refused.status, codeOf(refused)]).toEqual([422, 'INVALID_SETTINGS']);
    expect(coded(refused.json<{ error: { details: Remark[] } }>().error.details)).toEqual(faults);
    const draft = await iryna.put(`${ALL}/draft`, { settings, revision: 0, base: 2 });
    expect(coded(draft.json<{ check: { faults: Remark[] } }>().check.faults)).toEqual(faults);
  });

  test('two of one id are refused, and what is no rule breaks nothing', async () => {
    const twice = rule({});
    const doubled = await publish({ routing: [twice, twice] });
    expect(coded(doubled.json<{ error: { details: Remark[] } }>().error.details)).toEqual(['routing DOUBLE_RULE']);
    for (const odd of [5, [null], [{ who: { teamIds: [1] }, when: 'x' }], { 0: {} }])
      expect((await publish({ routing: odd, escalation: odd })).status).toBe(422);
  });

  test('warn while distribution is off, and where they are never reached', async () => {
    const routing = [rule({ name: 'Усі', when: {} }), rule({ name: 'Пізно' })];
    const { revision } = (await iryna.get(`${ALL}/draft`)).json<{ draft: { revision: number } }>().draft;
    const saved = await iryna.put(`${ALL}/draft`, { settings: { distribution: 'off', routing }, revision, base: 1 });
    const { warnings } = saved.json<{ check: { warnings: Remark[] } }>().check;
    expect(coded(warnings)).toEqual(['routing RULES_REST', 'routing.1 UNREACHABLE_RULE']);
    expect(warnings[1]?.message).toContain('«Пізно»');
  });
});
