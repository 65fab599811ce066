import { beforeAll, describe, expect, test } from 'vitest';
import { distribute } from '#db/routing/distribute.ts';
import { openChat } from '#test/integration/support/chat.ts';
import { codeOf } from '#test/integration/support/http.ts';
import { api, iryna, dim, vira, sql, onlyVira, setUpTrial } from './trial-stage.ts';
import { until } from '#test/integration/support/until.ts';

setUpTrial();

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
  // A client may be in the relay's hands for a moment.
  await until('all are given', async () => !(await distribute(api.database.pool, api.pages.dim.id)).more);
};

describe('N05: shadow', () => {
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
