import { expect, test } from 'vitest';
import { codeOf } from '../../support/http.ts';
import {
  addReply,
  ALL,
  api,
  dmytro,
  iryna,
  listed,
  olena,
  type ReplyBody,
  replyOf,
  setUpReplies,
  taras,
} from './replies-stage.ts';

setUpReplies();

const shortcuts = async (who: typeof iryna) => (await listed(who)).map(({ shortcut }) => shortcut);

test('F21: admins keep what everybody uses, operators read what concerns their pages, and keep their own', async () => {
  const everywhere = await addReply(iryna, 'Hello');
  expect(everywhere).toMatchObject({ shortcut: 'hello', scope: 'shared', fileIds: [], pages: [] });
  const ofDim = await addReply(iryna, 'dim', { pageIds: [api.pages.dim.id] });
  const own = await addReply(olena, 'mine', { scope: 'mine' });
  expect(await shortcuts(olena)).toEqual(['hello', 'dim', 'mine']);
  expect(await shortcuts(taras)).toEqual(['hello']);
  expect(await shortcuts(dmytro)).toEqual(['hello', 'dim']);

  for (const [who, id] of [
    [olena, everywhere.id],
    [dmytro, everywhere.id],
    [dmytro, own.id],
  ] as const) {
    expect(codeOf(await who.put(`${ALL}/${id}`, replyOf('stolen', { scope: 'mine' })))).toBe('NOT_ALLOWED');
    expect(codeOf(await who.delete(`${ALL}/${id}`))).toBe('NOT_ALLOWED');
  }
  expect(codeOf(await olena.post(ALL, replyOf('more')))).toBe('NOT_ALLOWED');
  // Another's own is not there for anybody, an admin included.
  expect(codeOf(await iryna.delete(`${ALL}/${own.id}`))).toBe('NOT_FOUND');
  expect(codeOf(await taras.put(`${ALL}/${own.id}`, replyOf('x', { scope: 'mine' })))).toBe('NOT_FOUND');

  const changed = await iryna.put(`${ALL}/${ofDim.id}`, replyOf('both', { texts: { uk: 'Так', en: 'Yes' } }));
  expect(changed.json<ReplyBody>()).toMatchObject({ shortcut: 'both', texts: { uk: 'Так', en: 'Yes' }, pages: [] });
  expect(await shortcuts(taras)).toEqual(['hello', 'both']);
  expect((await olena.delete(`${ALL}/${own.id}`)).status).toBe(204);
  expect(await shortcuts(olena)).toEqual(['hello', 'both']);
  const { rows } = await api.database.pool.query("select kind from audit where kind like 'ready_reply%' order by id");
  expect(rows.map(({ kind }) => kind)).toEqual(['ready_reply_added', 'ready_reply_added', 'ready_reply_changed']);
});

test('F21: a shortcut is one of its kind among those of everybody, and among those of one person', async () => {
  await addReply(iryna, 'same');
  const again = await iryna.post(ALL, replyOf('SAME'));
  expect([again.status, codeOf(again)]).toEqual([409, 'ALREADY_EXISTS']);
  await addReply(olena, 'same', { scope: 'mine' });
  await addReply(taras, 'same', { scope: 'mine' });
  expect(codeOf(await olena.post(ALL, replyOf('same', { scope: 'mine' })))).toBe('ALREADY_EXISTS');
});

test('F21: what cannot be sent is refused, in the language of whoever reads it', async () => {
  const refused = async (more: object) => codeOf(await iryna.post(ALL, replyOf('faulty', more)));
  expect(await refused({ texts: {} })).toBe('BAD_REQUEST');
  expect(await refused({ texts: { uk: '  ' } })).toBe('BAD_REQUEST');
  expect(await refused({ texts: { ukrainian: 'Так' } })).toBe('BAD_REQUEST');
  expect(await refused({ texts: { uk: 'а'.repeat(1501) } })).toBe('BAD_REQUEST');
  expect(await refused({ shortcut: 'two words' })).toBe('BAD_REQUEST');
  expect(await refused({ shortcut: '/x' })).toBe('BAD_REQUEST');
  expect(await refused({ title: '' })).toBe('BAD_REQUEST');
  expect(await refused({ pageIds: ['00000000-0000-4000-8000-000000000000'] })).toBe('PAGE_UNKNOWN');
  const unknown = await iryna.post(ALL, replyOf('faulty', { texts: { uk: 'Ваш № {{order}}' } }));
  expect([unknown.status, unknown.json()]).toEqual([
    422,
    {
      error: {
        code: 'UNKNOWN_VARIABLE',
        message: 'У тексті є змінна, якої не існує.',
        details: [{ path: 'texts.uk', name: 'order' }],
      },
    },
  ]);
  await olena.put('/api/me', { language: 'en' });
  const inEnglish = await olena.post(ALL, replyOf('faulty', { scope: 'mine', texts: { en: '{{order}}' } }));
  expect(inEnglish.json()).toMatchObject({ error: { message: 'The text has a variable that does not exist.' } });
});

test('F21: ready replies stand in the order in which they were put', async () => {
  const [a, b, c] = [
    await addReply(taras, 'a', { scope: 'mine' }),
    await addReply(taras, 'b', { scope: 'mine' }),
    await addReply(taras, 'c', { scope: 'mine' }),
  ];
  const own = async () =>
    (await listed(taras))
      .filter(({ scope, shortcut }) => scope === 'mine' && shortcut.length === 1)
      .map(({ id }) => id);
  expect(await own()).toEqual([a.id, b.id, c.id]);
  expect((await taras.put(`${ALL}/${c.id}/place`, { before: a.id })).status).toBe(204);
  expect(await own()).toEqual([c.id, a.id, b.id]);
  await taras.put(`${ALL}/${c.id}/place`, { before: null });
  expect(await own()).toEqual([a.id, b.id, c.id]);
  expect(codeOf(await olena.put(`${ALL}/${c.id}/place`, { before: null }))).toBe('NOT_FOUND');
});

test('F21: several are kept at once: known ones changed, others added; where one is refused, none', async () => {
  const keep = (who: typeof iryna, items: object[]) => who.put(ALL, { items });
  const counts = async (items: object[]) => (await keep(olena, items)).json();
  const of = (shortcut: string, more: object = {}) => replyOf(shortcut, { scope: 'mine', ...more });
  expect((await keep(dmytro, [of('x')])).status).toBe(403);
  expect(await counts([of('many-1'), of('many-2', { title: 'Друга' })])).toEqual({
    added: 2,
    changed: 0,
  });
  expect(await counts([of('many-3'), of('MANY-2', { title: 'Інша' })])).toEqual({ added: 1, changed: 1 });
  const ofMany = async () =>
    (await listed(olena)).filter(({ shortcut }) => shortcut.startsWith('many')).map(({ title }) => title);
  expect(await ofMany()).toEqual(['Привітання', 'Інша', 'Привітання']);

  const pageIds = ['00000000-0000-4000-8000-000000000000'];
  const wrong = await keep(olena, [of('many-2', { title: 'Ніколи' }), of('many-4'), of('many-5', { pageIds })]);
  expect([codeOf(wrong), wrong.json<{ error: { details: object[] } }>().error.details]).toEqual([
    'PAGE_UNKNOWN',
    [{ path: 'items.2.pageIds' }],
  ]);
  expect(codeOf(await keep(olena, [of('many-6'), of('many-6')]))).toBe('ALREADY_EXISTS');
  expect(codeOf(await keep(olena, [of('many-7'), replyOf('everybody')]))).toBe('NOT_ALLOWED');
  expect(await ofMany()).toEqual(['Привітання', 'Інша', 'Привітання']);
});
