import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EstimateBody } from '#api/routing/trial-schema.ts';
import { distribute } from '#db/routing/distribute.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { openChat } from '../../support/chat.ts';
import { addEmployee, type TestEmployee } from '../../support/company.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

interface Shadow {
  since: string | null;
  decisions: number;
  differing: number;
  items: { chatNumber: number; published: Side; draft: Side }[];
  operators: { operator: { id: string }; published: number; draft: number }[];
}
interface Side {
  operator: { id: string; name: string } | null;
  code: string;
  rule: string | null;
}

let api: TestApi;
let iryna: Visitor;
let vira: TestEmployee;
let dim: string;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  dim = `/api/pages/${api.pages.dim.id}/settings`;
  vira = await addEmployee(api.database.pool, {
    name: 'Віра Мельник',
    email: 'vira@demo.example',
    roles: ['operator'],
    pageIds: [api.pages.dim.id],
  });
});
afterAll(() => api.stop());

const sql = (text: string, values: unknown[] = []) => api.database.pool.query(text, values);
const onlyVira = () => ({
  id: 'rule-1',
  name: 'Усе Вірі',
  enabled: true,
  when: {},
  who: { teamIds: [], employeeIds: [vira.id] },
  strategy: 'even',
  priority: 0,
  capacity: null,
});

describe('N04: what if', () => {
  const whatIf = (settings: object, path = dim, days = 7) => iryna.post(`${path}/what-if`, { days, settings });
  const numbers: number[] = [];

  beforeAll(async () => {
    for (let n = 0; n < 4; n += 1) {
      const { number } = await openChat(api, api.pages.dim, 'Скільки коштує доставка?');
      numbers.push(number);
      await sql(
        `insert into timeline (chat_id, seq, n, at, kind, by_id, about_id, reason)
         select id, 1, 0, created_at + interval '90 seconds', 'joined', $2, $2, '{"code":"taken"}' from chat
            where number = $1`,
        [number, api.people.olena.id],
      );
    }
  });

  test('tells who got the chats, who would have got them as things are, and who by the draft', async () => {
    const answer = await whatIf({ distribution: 'even' });
    expect(answer.status).toBe(200);
    const body = answer.json<EstimateBody>();
    const rows = body.operators.map(({ operator, recorded, published, draft }) => [
      operator.name,
      recorded,
      published,
      draft,
    ]);
    expect(rows).toEqual([
      [vira.name, 0, 0, 2],
      [api.people.olena.name, 4, 0, 2],
    ]);
    expect(body.chats).toBe(4);
    expect(body.waits.recorded).toMatchObject({ waited: 4, median: 90_000, nobody: 0 });
    expect(body.waits.published.nobody).toBe(4);
    expect(body.waits.draft).toMatchObject({ waited: 0, nobody: 0 });
    expect(body.moved.items.map(({ chatNumber }) => chatNumber)).toEqual(numbers.toReversed());
    expect(body.moved.items[0]).toMatchObject({ from: null, code: 'turn', rule: null });
    expect(body.assumes).toContain('people_as_today');
  });

  test('knows the words of the client and names the rule that moved the chat', async () => {
    const rule = { ...onlyVira(), when: { words: ['достав'] } };
    const { moved } = (await whatIf({ distribution: 'even', routing: [rule] })).json<EstimateBody>();
    expect(moved.items[0]).toMatchObject({ to: { id: vira.id }, rule: 'Усе Вірі' });
    expect(moved.total).toBe(4);
  });

  test('a draft of the installation is tried on every page, under what the page sets itself', async () => {
    const all = (await whatIf({ distribution: 'even' }, '/api/settings')).json<EstimateBody>();
    expect(all.operators.map(({ draft }) => draft).toSorted((a, b) => a - b)).toEqual([0, 2, 2]);
  });

  test('progress comes line by line for whoever asks for lines', async () => {
    const answer = await iryna.post(
      `${dim}/what-if`,
      { days: 90, settings: { distribution: 'even' } },
      { accept: 'application/x-ndjson' },
    );
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { progress?: number; estimate?: EstimateBody });
    expect(lines[0]).toEqual({ progress: 0 });
    expect(lines.at(-1)?.estimate?.chats).toBe(4);
  });

  test('faults are told and not tried; others may not ask', async () => {
    const faulty = await whatIf({ distribution: 'even', capacity: -1 });
    expect([faulty.status, codeOf(faulty)]).toEqual([422, 'INVALID_SETTINGS']);
    expect((await whatIf({}, dim, 91)).status).toBe(400);
    const olena = await logIn(api, 'olena');
    expect(codeOf(await olena.post(`${dim}/what-if`, { days: 7, settings: {} }))).toBe('NOT_ALLOWED');
  });
});

describe('N05: shadow', () => {
  const shadow = async () => (await iryna.get(`${dim}/shadow`)).json<Shadow>();
  const draftOf = async (settings: object): Promise<number> => {
    const { draft } = (await iryna.get(`${dim}/draft`)).json<{ draft: { revision: number } | null }>();
    const saved = await iryna.put(`${dim}/draft`, { settings, revision: draft?.revision ?? 0, base: 1 });
    return saved.json<{ draft: { revision: number } }>().draft.revision;
  };
  const start = (revision: number) => iryna.put(`${dim}/shadow`, { revision });
  const seek = async (chats: number): Promise<void> => {
    for (let n = 0; n < chats; n += 1) {
      const { number } = await openChat(api, api.pages.dim);
      await sql(
        `insert into waiting_room (chat_id, page_id, client_id, ask, kind, since)
         select id, page_id, client_id, 1, 'first', created_at from chat where number = $1`,
        [number],
      );
    }
    await distribute(api.database.pool, api.pages.dim.id);
  };

  beforeAll(async () => {
    await iryna.post(dim, { settings: { distribution: 'even' } });
  });

  test('no draft is tried before somebody wants it, and none that is another one by now', async () => {
    expect(await shadow()).toMatchObject({ since: null, decisions: 0, items: [] });
    const revision = await draftOf({ distribution: 'even' });
    expect(codeOf(await start(revision + 1))).toBe('DRAFT_CHANGED');
  });

  test('a draft that says the same never differs, since it begins with the turns as they are', async () => {
    await seek(3);
    expect((await start(await draftOf({ distribution: 'even', autoLead: true }))).status).toBe(200);
    await seek(4);
    expect(await shadow()).toMatchObject({ decisions: 4, differing: 0, items: [] });
  });

  test('tells where it differs and decides nothing', async () => {
    await start(await draftOf({ distribution: 'even', routing: [onlyVira()] }));
    await seek(4);
    const found = await shadow();
    expect(found).toMatchObject({ decisions: 4, differing: 2 });
    expect(found.items[0]).toMatchObject({
      published: { operator: { id: api.people.olena.id }, code: 'turn', rule: null },
      draft: { operator: { id: vira.id }, code: 'only_one', rule: 'Усе Вірі' },
    });
    const counts = Object.fromEntries(
      found.operators.map(({ operator, published, draft }) => [operator.id, [published, draft]]),
    );
    expect(counts).toEqual({ [vira.id]: [2, 4], [api.people.olena.id]: [2, 0] });
  });

  test('is asked also where the published settings give no chat to anybody', async () => {
    await iryna.post(dim, { settings: { distribution: 'off' } });
    await start(await draftOf({ distribution: 'even' }));
    await seek(2);
    expect(await shadow()).toMatchObject({
      decisions: 2,
      differing: 2,
      items: [{ published: { operator: null } }, {}],
    });
  });

  test('ends with a change of the draft, by hand, and with the draft', async () => {
    await start(await draftOf({ distribution: 'active' }));
    expect((await shadow()).since).not.toBeNull();
    const revision = await draftOf({ distribution: 'even' });
    expect((await shadow()).since).toBeNull();
    await start(revision);
    await iryna.delete(`${dim}/shadow`);
    expect((await shadow()).since).toBeNull();
    await start(revision);
    await iryna.delete(`${dim}/draft`);
    expect((await shadow()).since).toBeNull();
  });

  test('a faulty draft is not tried', async () => {
    const answer = await start(await draftOf({ capacity: -1 }));
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_SETTINGS']);
  });
});
