import { describe, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import { type List, openChat } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { openLive } from '../../support/live.ts';
import { until } from '../../support/until.ts';
import { api, routes, ids, taras, dmytro, refusals, all, setUpRights } from './rights-stage.ts';

setUpRights();

describe('A13: an operator of another page', () => {
  test('finds no chat of this one, by any route', async () => {
    const about = routes.filter(({ path }) => path.includes(':number'));
    expect(await refusals(taras, about)).toEqual(all(about, '404 CHAT_NOT_FOUND'));
  });

  test('is told the same about a chat that does not exist', async () => {
    const theirs = await taras.get(`/api/chats/${ids['number']}`);
    const none = await taras.get('/api/chats/2000000000');
    expect(theirs.text).toBe(none.text);
  });

  test('finds nothing of it in lists, searches and filters', async () => {
    const queries = [
      '',
      `?q=${ids['number']}`,
      '?q=лише',
      `?pageId=${api.pages.dim.id}`,
      `?operatorId=${api.people.olena.id}`,
      '?operatorId=none',
      '?status=new',
    ];
    for (const query of queries) {
      const list = (await taras.get(`/api/chats${encodeURI(query)}`)).json<List<ChatBody>>();
      expect([query, list.total, list.items]).toEqual([query, 0, []]);
    }
  });

  test("cannot end another's session or remove another's token", async () => {
    expect(codeOf(await taras.delete(`/api/sessions/${ids['session']}`))).toBe('NOT_FOUND');
    expect(codeOf(await taras.delete(`/api/tokens/${ids['token']}`))).toBe('NOT_FOUND');
    expect((await taras.get('/api/tokens')).json<List<unknown>>().items).toEqual([]);
  });

  test('is told nothing of it on the live stream', async () => {
    const stream = await openLive(api, taras);
    await until('hello', () => stream.named('hello')[0]);
    await openChat(api, api.pages.dim, 'чуже');
    await openChat(api, api.pages.outlet, 'своє');
    await until('their own', () => stream.named('message').length > 0);
    expect(JSON.stringify(stream.events)).not.toContain('чуже');
    const back = await openLive(api, taras, { 'last-event-id': String(stream.named('hello')[0]?.body['id']) });
    await until('what was missed', () => back.named('message').length > 0);
    expect(JSON.stringify(back.events)).not.toContain('чуже');
    [stream, back].forEach((window) => window.close());
  });

  test('cannot answer to a message of another chat', async () => {
    const own = await openChat(api, api.pages.outlet);
    const body = { text: 'на чуже', replyTo: ids['id'] };
    const answer = await taras.post(`/api/chats/${own.number}/messages`, body);
    expect(answer.json<MessageBody>().replyTo).toBeNull();
    const again = await taras.post(`/api/chats/${own.number}/messages/${ids['id']}/attempts`);
    expect([again.status, codeOf(again)]).toEqual([409, 'NOT_RETRYABLE']);
  });
});

describe('A13: who is no admin', () => {
  test('is refused by everything for admins', async () => {
    const forAdmins = routes.filter(({ rule }) => rule === 'admin');
    expect(forAdmins.length).toBeGreaterThan(7);
    for (const who of [taras, dmytro])
      expect(await refusals(who, forAdmins)).toEqual(all(forAdmins, '403 NOT_ALLOWED'));
  });

  test('cannot give themselves a role, a page or another account by extra fields', async () => {
    await taras.put('/api/me', {
      name: 'Тарас',
      roles: ['admin'],
      active: false,
      email: 'x@demo.example',
      id: api.people.iryna.id,
    });
    const { rows } = await api.database.pool.query('select name, roles, active, email from employee where id = $1', [
      api.people.taras.id,
    ]);
    expect(rows).toEqual([{ name: 'Тарас', roles: ['operator'], active: true, email: 'taras@demo.example' }]);
  });
});

describe('A13: an operator', () => {
  test('is refused by everything for those who see every page', async () => {
    const overall = routes.filter(({ rule }) => rule === 'auditor');
    expect(overall.length).toBeGreaterThan(4);
    expect(await refusals(taras, overall)).toEqual(all(overall, '403 NOT_ALLOWED'));
  });
});

describe('A13: an auditor', () => {
  test('is refused by everything for those who write', async () => {
    const writing = routes.filter(({ rule }) => rule === 'writer' || rule === 'crm_writer');
    expect(writing.length).toBeGreaterThan(1);
    expect(await refusals(dmytro, writing)).toEqual(all(writing, '403 NOT_ALLOWED'));
  });

  test('sees every chat and changes none', async () => {
    const about = routes.filter(({ path }) => path.includes(':number'));
    const [readers, writers] = [
      about.filter(({ rule }) => rule === 'chat_reader'),
      about.filter(({ rule }) => rule === 'chat_writer'),
    ];
    // That somebody looks is told, not kept: it changes no chat. What is to be found has to be said.
    const isLooking = ({ path }: { path: string }) => path.includes('/attention');
    const isFinding = ({ path }: { path: string }) => /\/(found|nearest)-message/.test(path);
    const [looking, finding] = [readers.filter(isLooking), readers.filter(isFinding)];
    const asking = readers.filter((route) => !isLooking(route) && !isFinding(route));
    expect(finding.length).toBe(2);
    expect(await refusals(dmytro, finding)).toEqual(all(finding, '400 BAD_REQUEST'));
    expect(await refusals(dmytro, asking)).toEqual(all(asking, '200 null'));
    expect(await refusals(dmytro, looking)).toEqual([
      'PUT /api/chats/:number/attention 400 BAD_REQUEST',
      'DELETE /api/chats/:number/attention/:tab 204 null',
    ]);
    expect(await refusals(dmytro, writers)).toEqual(all(writers, '403 NOT_ALLOWED'));
  });
});
