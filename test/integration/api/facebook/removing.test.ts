import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChatBody } from '#api/chats/schema.ts';
import type { List } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn } from '../../support/visitor.ts';
import {
  connect,
  type FacebookStage,
  NEW_PAGE,
  openFacebook,
  setApp,
  throughDialog,
  toDialog,
  untilStep,
} from './facebook-stage.ts';

let stage: FacebookStage;

beforeAll(async () => {
  stage = await openFacebook({ switches: { requireProof: true } });
  await setApp(stage);
});
afterAll(() => stage.close());

type Page = { id: string; facebookId: string; health: string; employeeIds: string[] };
const listed = async () => (await stage.iryna.get('/api/pages')).json<List<Page>>().items;
const newOne = async () => (await listed()).find(({ facebookId }) => facebookId === NEW_PAGE.id);
const atMeta = () => stage.meta.pages().find(({ id }) => id === NEW_PAGE.id);

async function connectNew(query = ''): Promise<Page> {
  await connect(stage, await untilStep(stage, await throughDialog(stage, {}, query), 'choosing'), [NEW_PAGE.id]);
  return until('the page works', async () => {
    const page = await newOne();
    return page?.health === 'ok' ? page : null;
  });
}

test('F05: a removed page ends its chats and its subscription; its history is there when it comes back', async () => {
  const { id } = await connectNew();
  const olena = await logIn(stage.api, 'olena');
  const client = stage.meta.createClient({ firstName: 'Оксана' }).id;
  stage.meta.sendMessage({ client, page: NEW_PAGE.id, text: 'Чи є лампи?' });
  const chats = async (who = stage.iryna) =>
    (await who.get(`/api/chats?pageId=${id}`)).json<List<ChatBody>>().items.map(({ status }) => status);
  await until('the chat', async () => (await chats()).length === 1);
  expect((await stage.iryna.get(`/api/pages/${id}/removal`)).json()).toEqual({ openChats: 1, waitingMessages: 0 });
  const remove = (name: string) => stage.iryna.ask(`/api/pages/${id}`, { method: 'DELETE', body: { name } });
  expect(codeOf(await remove('Інша'))).toBe('PAGE_NAME_OTHER');
  expect((await remove(NEW_PAGE.name)).status).toBe(202);
  expect(codeOf(await remove(NEW_PAGE.name))).toBe('NOT_FOUND');
  expect(await newOne()).toBeUndefined();
  await until('its chat is finished', async () => String(await chats()) === 'finished');
  await until('Meta is told', () => atMeta()?.subscribedFields.length === 0);
  await until('the token is forgotten', async () => {
    const { rows } = await stage.api.database.pool.query('select sealed_token from page where id = $1', [id]);
    return rows[0].sealed_token === '';
  });
  expect(stage.meta.sends().filter(({ page }) => page === NEW_PAGE.id)).toEqual([]);
  const back = await connectNew();
  expect([back.id, back.employeeIds]).toEqual([id, [stage.api.people.olena.id]]);
  expect(await chats(olena)).toEqual(['finished']);
});

test('F05, B24: a page is connected again by the same way, and keeps who sees it', async () => {
  const before = (await newOne()) ?? (await connectNew());
  await stage.iryna.put(`/api/pages/${before.id}`, { employeeIds: [stage.api.people.taras.id] });
  const { url } = (await stage.iryna.post(`/api/pages/${before.id}/reconnection`)).json<{ url: string }>();
  expect(url).toBe(`/api/facebook/login?page=${before.id}`);
  const query = url.slice(url.indexOf('?'));
  expect((await toDialog(stage, query)).searchParams.get('client_id')).not.toBeNull();
  const login = await untilStep(stage, await throughDialog(stage, {}, query), 'choosing');
  expect([login.pageFacebookId, login.pages[0]?.obstacle]).toEqual([NEW_PAGE.id, 'connected']);
  await connect(stage, login, [NEW_PAGE.id]);
  expect((await newOne())?.employeeIds).toEqual([stage.api.people.taras.id]);
  await setApp(stage, { employeeIds: [] });
  expect(codeOf(await stage.iryna.post(`/api/pages/${before.id}/reconnection`))).toBe('FACEBOOK_NOT_SET');
  await setApp(stage);
});

test('F05: the list of pages as a file is for admins', async () => {
  const olena = await logIn(stage.api, 'olena');
  const asked = { kind: 'pages', format: 'csv', filter: { q: 'світло' }, timeZone: 'UTC' };
  expect(codeOf(await olena.post('/api/exports', asked))).toBe('NOT_ALLOWED');
  const { id } = (await stage.iryna.post('/api/exports', asked)).json<{ id: string }>();
  const file = await until('the file', async () => {
    const answer = await stage.iryna.get(`/api/exports/${id}/file`);
    return answer.status === 200 ? answer.text : null;
  });
  expect(file.split('\r\n').map((line) => line.split(';')[0])).toEqual([
    '\uFEFFНазва',
    'Дім і Світло',
    'Світло Outlet',
    '',
  ]);
});
