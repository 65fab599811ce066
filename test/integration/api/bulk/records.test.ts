import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn } from '#test/integration/support/visitor.ts';
import { createWorker } from '#test/integration/support/worker.ts';
import { api, begin, iryna, marko, messenger, olena, setUpBulk, startWorker, told } from './bulk-stage.ts';
import { added, changesOf, contactsNamed, ended, refusedOf, stateOf, statusOf } from './record-stage.ts';
import { killProcess } from './worker-process.ts';

setUpBulk();

/** A process of its own takes its time to begin. */
const LONG_MS = 80_000;

test(
  'F44: many contacts are changed by a worker that is killed in the middle, each of them once',
  async () => {
    const ids = await contactsNamed('Клієнт', 120);
    const id = await begin(olena, { about: 'contacts', action: 'change', change: { segment: 'Опт' }, filter: {} });
    const total = (await told(olena, id)).total;
    const holder = await api.database.pool.connect();
    await holder.query('begin');
    await holder.query('select from contact where id = $1 for update', [ids.at(-1)]);
    const first = startWorker();
    await until('the first are changed', async () => (await told(olena, id)).done > 0, LONG_MS);
    await killProcess(first);
    expect((await told(olena, id)).done).toBeLessThan(total);
    await holder.query('rollback');
    holder.release();
    const second = startWorker();
    await until('its end', async () => (await told(olena, id)).state === 'done', LONG_MS);
    await killProcess(second);
    expect(await told(olena, id)).toMatchObject({ done: total, refused: [] });
    expect(await changesOf(ids, 'segment')).toEqual(ids.map(() => 1));
  },
  3 * LONG_MS,
);

describe('F44: with a worker', () => {
  beforeAll(async () => {
    const worker = await createWorker(api, messenger.url);
    return () => worker.stop();
  });

  test('contacts get a manager, all that fit, and undoing leaves what was changed since', async () => {
    const ids = await contactsNamed('Сад', 3);
    await olena.put(`/api/contacts/${ids[0]}`, { managerId: api.people.taras.id });
    const change = { managerId: marko.id };
    const filter = { q: 'Сад', kind: 'person' };
    const id = await begin(olena, { about: 'contacts', action: 'change', change, filter });
    expect(await ended(id)).toMatchObject({ about: 'contacts', action: 'change', done: 3, total: 3, refused: [] });
    const managers = async () => Promise.all(ids.map(async (one) => (await stateOf('contacts', one)).managerId));
    expect(await managers()).toEqual([marko.id, marko.id, marko.id]);
    await olena.put(`/api/contacts/${ids[1]}`, { managerId: api.people.olena.id });
    const undo = await begin(olena, { about: 'contacts', action: 'undo', bulkId: id });
    expect(await refusedOf(undo)).toEqual([{ id: ids[1], code: 'CHANGED_SINCE' }]);
    expect(await managers()).toEqual([api.people.taras.id, api.people.olena.id, null]);
  });

  test('only contacts that nothing is about are deleted, by admins alone, and they stay so', async () => {
    const [free = '', used = ''] = await contactsNamed('Зайвий', 2);
    await added('leads', { name: 'Про нього', contactId: used });
    const asked = { about: 'contacts', action: 'delete', ids: [free, used, randomUUID()] };
    expect(codeOf(await olena.post('/api/bulk', asked))).toBe('NOT_ALLOWED');
    const id = await begin(iryna, asked);
    expect(await refusedOf(id)).toMatchObject([{ id: used, code: 'CONTACT_IN_USE' }, { code: 'NOT_FOUND' }]);
    expect((await olena.get(`/api/contacts/${free}`)).status).toBe(404);
    const undo = await iryna.post('/api/bulk', { about: 'contacts', action: 'undo', bulkId: id });
    expect([undo.status, codeOf(undo)]).toEqual([422, 'NOT_UNDOABLE']);
  });

  test('leads are lost with a reason, never converted by hand, archived, and all of it is undone', async () => {
    const ids = [await added('leads', { name: 'Перший' }), await added('leads', { name: 'Другий' })];
    const [lost, converted] = [await statusOf('lead', 'lost'), await statusOf('lead', 'converted')];
    const ask = (change: object) => olena.post('/api/bulk', { about: 'leads', action: 'change', change, ids });
    expect(codeOf(await ask({ statusId: lost }))).toBe('REASON_NEEDED');
    expect(codeOf(await ask({ statusId: converted, reason: 'купив' }))).toBe('CONVERSION_NEEDED');
    expect(codeOf(await ask({ statusId: randomUUID() }))).toBe('UNKNOWN_STATUS');
    expect(codeOf(await ask({ ownerId: 'nobody' }))).toBe('UNKNOWN_EMPLOYEE');
    const change = { statusId: lost, reason: 'дорого' };
    const id = await begin(olena, { about: 'leads', action: 'change', change, ids });
    await ended(id);
    expect(await stateOf('leads', ids[0])).toMatchObject({ status: { meaning: 'lost' }, reason: 'дорого' });
    await ended(await begin(olena, { about: 'leads', action: 'undo', bulkId: id }));
    expect(await stateOf('leads', ids[0])).toMatchObject({ status: { meaning: 'new' }, reason: '' });
    const archive = await begin(olena, { about: 'leads', action: 'change', change: { archived: true }, filter: {} });
    await ended(archive);
    expect((await stateOf('leads', ids[1])).archivedAt).not.toBeNull();
    await ended(await begin(olena, { about: 'leads', action: 'undo', bulkId: archive }));
    expect((await stateOf('leads', ids[1])).archivedAt).toBeNull();
  });

  test('orders get an owner; who may do so no more changes none, and what was cancelled changes none', async () => {
    const ids = [await added('orders', { name: 'Шафа' })];
    const asked = { about: 'orders', action: 'change', change: { ownerId: marko.id }, ids };
    await ended(await begin(olena, asked));
    expect((await stateOf('orders', ids[0])).owner?.id).toBe(marko.id);
    const theirs = await logIn(api, marko);
    await api.database.pool.query(`update employee set roles = '{auditor}' where id = $1`, [marko.id]);
    expect(codeOf(await theirs.post('/api/bulk', asked))).toBe('NOT_ALLOWED');
    await api.database.pool.query(`update employee set roles = '{operator}' where id = $1`, [marko.id]);
  });
});

test.each([
  { about: 'contacts', action: 'change', change: {}, ids: [randomUUID()] },
  { about: 'contacts', action: 'change', change: { ownerId: null }, ids: [randomUUID()] },
  { about: 'contacts', action: 'finish', filter: {} },
  { about: 'leads', action: 'delete', filter: {} },
  { about: 'contacts', action: 'delete', numbers: [1] },
  { about: 'contacts', action: 'delete', ids: [] },
  { about: 'contacts', action: 'delete', ids: ['1'] },
  { about: 'contacts', action: 'delete', filter: { kind: 'dog' } },
  { about: 'pages', action: 'delete', filter: {} },
  { about: 'leads', action: 'undo', bulkId: '7' },
])('F44: asked for %j nothing is begun, and no chat is touched', async (asked) => {
  const answer = await iryna.post('/api/bulk', asked);
  expect([400, 422]).toContain(answer.status);
});

test('F44: what is cancelled before a worker comes changes nothing; others do not see it', async () => {
  const [id = ''] = await contactsNamed('Чекає', 1);
  const asked = { about: 'contacts', action: 'change', change: { segment: 'Ні' }, ids: [id] };
  const bulk = await begin(olena, asked);
  expect(codeOf(await (await logIn(api, 'taras')).get(`/api/bulk/${bulk}`))).toBe('NOT_FOUND');
  expect((await olena.delete(`/api/bulk/${bulk}`)).json()).toMatchObject({ state: 'cancelled', done: 0, total: 1 });
  const worker = await createWorker(api, messenger.url);
  await until('it is over', async () => (await told(olena, bulk)).endedAt !== null, LONG_MS);
  await worker.stop();
  expect((await stateOf('contacts', id)).segment).toBe('');
});
