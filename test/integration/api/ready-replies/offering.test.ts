import { expect, test } from 'vitest';
import { openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import type { Visitor } from '../../support/visitor.ts';
import { addReply, api, dmytro, iryna, listed, olena, setUpReplies, taras } from './replies-stage.ts';

setUpReplies();

interface Offered {
  shortcut: string;
  texts: { language: string; reason: string | null; parts: ({ text: string } | { missing: string })[] }[];
}

const offered = async (who: Visitor, number: number, q = ''): Promise<Offered[]> =>
  (await who.get(`/api/chats/${number}/ready-replies?q=${encodeURIComponent(q)}`)).json<{ items: Offered[] }>().items;

test('F43: a chat offers the ready replies of its page with its values, the language of the client first', async () => {
  const { number, clientId } = await openChat(api, api.pages.dim);
  await api.database.pool.query("update client set first_name = 'Софія', locale = 'en_GB' where id = $1", [clientId]);
  await addReply(iryna, 'values', {
    texts: { uk: '{{first_name}}, це {{operator_name}}.', en: 'Hi {{first_name}} {{last_name}}, open {{opens_at}}' },
  });
  await addReply(iryna, 'outlet', { pageIds: [api.pages.outlet.id] });
  await addReply(olena, 'own', { scope: 'mine' });
  expect((await offered(olena, number)).map(({ shortcut }) => shortcut)).toEqual(['values', 'own']);
  const [values] = await offered(olena, number, 'values');
  expect(values?.texts).toEqual([
    {
      language: 'en',
      reason: 'language',
      parts: [{ text: 'Hi Софія ' }, { missing: 'last_name' }, { text: ', open ' }, { missing: 'opens_at' }],
    },
    { language: 'uk', reason: null, parts: [{ text: `Софія, це ${api.people.olena.name}.` }] },
  ]);
  expect((await offered(dmytro, number)).map(({ shortcut }) => shortcut)).toEqual(['values']);
  expect(codeOf(await taras.get(`/api/chats/${number}/ready-replies`))).toBe('CHAT_NOT_FOUND');
});

test('F43: a ready reply is found as people type: in the wrong layout, е for є, г for ґ, any apostrophe', async () => {
  const { number } = await openChat(api, api.pages.dim);
  await addReply(iryna, 'привіт', { title: 'Перше слово' });
  await addReply(iryna, 'del', { title: 'Доставка кур’єром', texts: { uk: 'Ґанок не міряємо, під’їзд так' } });
  const found = async (q: string) => (await offered(olena, number, q)).map(({ shortcut }) => shortcut);
  expect((await found('ghbdsn'))[0]).toBe('привіт');
  expect((await found('ПРИВ'))[0]).toBe('привіт');
  expect(await found('вуд')).toEqual(['del']);
  for (const typed of ["кур'єром", 'курєром', 'кур`ером', 'ганок', 'підїзд', 'доставка ганок', 'reh'])
    expect(await found(typed), typed).toContain('del');
  expect(await found('нічого такого')).toEqual([]);
});

test('F21: a use is counted with the message it went out in, and once however often that is asked for', async () => {
  const { number } = await openChat(api, api.pages.dim);
  const { id } = await addReply(iryna, 'counted');
  const send = (key: string, ids: string[]) =>
    olena.post(`/api/chats/${number}/messages`, { text: 'Вітаю', readyReplyIds: ids }, { 'idempotency-key': key });
  const gone = '00000000-0000-4000-8000-000000000000';
  expect((await send('one', [id, gone])).status).toBe(201);
  expect((await send('one', [id, gone])).status).toBe(200);
  expect((await send('two', [id, id])).status).toBe(201);
  const used = async (who: Visitor) => (await listed(who)).find((reply) => reply.id === id)?.used;
  expect(await used(olena)).toEqual({ total: 2, mine: 2, by: [] });
  expect(await used(dmytro)).toMatchObject({ total: 2, mine: 0, by: [{ name: api.people.olena.name, count: 2 }] });
});
