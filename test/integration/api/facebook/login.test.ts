import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { List } from '../../support/chat.ts';
import { codeOf } from '../../support/http.ts';
import { until } from '../../support/until.ts';
import { logIn } from '../../support/visitor.ts';
import { scopes } from '#test/messenger/login/grants.ts';
import {
  atDialog,
  connect,
  type FacebookStage,
  NEW_PAGE,
  openFacebook,
  OWN,
  setApp,
  throughDialog,
  toDialog,
  untilStep,
} from './facebook-stage.ts';

let stage: FacebookStage;

const mute = { id: '555000111222334', name: 'Без повідомлень', accessToken: 'EAAB-mute', tasks: ['ANALYZE'] };
const foreign = {
  id: '555000111222335',
  name: 'Чужа',
  accessToken: 'EAAB-foreign',
  otherApps: [{ id: '7', name: 'ChatX' }],
};
const ofBusiness = { id: '555000111222336', name: 'Сторінка бізнесу', accessToken: 'EAAB-business' };
const of = (...pages: { id: string }[]) => pages.map(({ id }) => id);

beforeAll(async () => {
  stage = await openFacebook({
    pages: [NEW_PAGE, mute, foreign, ofBusiness].map((page) => ({ ...page, subscribedFields: [] })),
    people: [
      {
        id: '10224031415926535',
        name: 'Олена Савчук',
        pages: of(NEW_PAGE, mute, foreign),
        businesses: [{ id: '31', name: 'ТОВ «Світло»', owned: of(ofBusiness) }],
      },
      { id: '2', name: 'Без сторінок', pages: [] },
    ],
    switches: { requireProof: true },
  });
  await setApp(stage);
});
afterAll(() => stage.close());

const all = { pages: of(NEW_PAGE, mute, foreign, ofBusiness) };

describe('F03: logging in with Facebook', () => {
  test('F02: brings pages with what speaks against each, and connects the chosen one for its employees', async () => {
    const login = await untilStep(stage, await throughDialog(stage, all), 'choosing');
    expect(login.pages.map(({ name, business, obstacle, others }) => [name, business, obstacle, others])).toEqual([
      [NEW_PAGE.name, null, null, []],
      [mute.name, null, 'no_messaging', []],
      [foreign.name, null, 'other_system', ['ChatX']],
      [ofBusiness.name, 'ТОВ «Світло»', null, []],
    ]);
    const path = `/api/facebook/logins/${login.id}/pages`;
    const refused = await stage.iryna.post(path, { facebookIds: of(mute) });
    expect(codeOf(refused)).toBe('PAGE_NOT_CONNECTABLE');
    const done = await connect(stage, login, of(NEW_PAGE));
    expect([done.webhookFailure, done.pages.map(({ state }) => state)]).toEqual([
      null,
      ['connected', 'found', 'found', 'found'],
    ]);
    expect(codeOf(await stage.iryna.post(path, { facebookIds: of(foreign) }))).toBe('LOGIN_NOT_CHOOSING');
    await until('the page works', async () => {
      const { items } = (await stage.iryna.get('/api/pages')).json<List<Record<string, unknown>>>();
      const page = items.find(({ facebookId }) => facebookId === NEW_PAGE.id);
      return page?.['health'] === 'ok' && String(page['employeeIds']) === stage.api.people.olena.id;
    });
    const subscribed = stage.meta.pages().find(({ id }) => id === NEW_PAGE.id)?.subscribedFields;
    expect(subscribed).toEqual(expect.arrayContaining(['messages', 'message_echoes', 'standby']));
    const { rows } = await stage.api.database.pool.query('select * from facebook_login where id = $1', [login.id]);
    expect(rows[0]).toMatchObject({ sealed_code: null, sealed_token: null });
  });

  test('turns no webhook round that goes elsewhere, and says so', async () => {
    const { url } = stage.meta.webhook();
    stage.meta.setWebhook({ url: 'http://127.0.0.1:1/elsewhere' });
    const login = await untilStep(stage, await throughDialog(stage, all), 'choosing');
    expect(await connect(stage, login, of(NEW_PAGE))).toMatchObject({ webhookFailure: 'other_address' });
    expect(stage.meta.webhook().url).toBe('http://127.0.0.1:1/elsewhere');
    stage.meta.setWebhook(url === null ? null : { url, verifyToken: OWN.verifyToken });
  });

  test('of a page that is connected already says so, and of one through another application', async () => {
    const again = await untilStep(stage, await throughDialog(stage, all), 'choosing');
    if (again.pages[0]?.obstacle === null) await connect(stage, again, of(NEW_PAGE));
    const { pool } = stage.api.database;
    const obstacle = async () =>
      (await untilStep(stage, await throughDialog(stage, all), 'choosing')).pages[0]?.obstacle;
    expect(await obstacle()).toBe('connected');
    await pool.query(`update page set app_id = '1' where facebook_id = $1`, [NEW_PAGE.id]);
    expect(await obstacle()).toBe('other_app');
  });

  test.each([
    ['was cancelled', { end: 'cancel' as const }, 'cancelled'],
    ['failed at Facebook', { end: 'fail' as const }, 'facebook_failed'],
    ['refused a needed scope', { granted: scopes.filter((scope) => scope !== 'pages_messaging') }, 'scopes_missing'],
    ['gave no page', { pages: [] }, 'no_pages'],
    ['runs none', { person: '2', ...all }, 'no_pages'],
  ])('says clearly that whoever logs in %s', async (_, choice, failure) => {
    expect(await untilStep(stage, await throughDialog(stage, choice), 'failed')).toMatchObject({ failure });
  });

  test('goes on without a scope that is not needed, and names it', async () => {
    const granted = scopes.filter((scope) => scope !== 'business_management');
    const login = await untilStep(stage, await throughDialog(stage, { ...all, granted }), 'choosing');
    expect(login.scopes).toContainEqual({ scope: 'business_management', given: false });
    expect(login.pages.map(({ name }) => name)).not.toContain(ofBusiness.name);
  });

  test('tells a code that Meta does not take, and an application whose secret was replaced', async () => {
    const dialog = await toDialog(stage);
    const code = `/api/facebook/callback?code=invented&state=${dialog.searchParams.get('state')}`;
    const end = (await stage.iryna.get(code)).headers.location ?? '';
    expect(await untilStep(stage, end, 'failed')).toMatchObject({ failure: 'code_refused' });
    await setApp(stage, { secret: 'the-secret-of-yesterday' });
    expect(await untilStep(stage, await throughDialog(stage, all), 'failed')).toMatchObject({ failure: 'app_refused' });
    await setApp(stage);
  });
});

describe('F03, A14: a state', () => {
  const ends = async (path: string) => (await stage.iryna.get(path)).headers.location;

  test('that nobody was given, was used, or is too old leads nowhere', async () => {
    expect(await ends('/api/facebook/callback?code=x&state=invented')).toBe('/settings/general?refused=unknown');
    expect(await ends('/api/facebook/callback')).toBe('/settings/general?refused=unknown');
    const back = await atDialog(stage, await toDialog(stage), { end: 'cancel' });
    expect(await ends(back)).toContain('login=');
    expect(await ends(back)).toBe('/settings/general?refused=used');
    const late = await atDialog(stage, await toDialog(stage));
    await stage.api.database.pool.query(
      `update facebook_login set created_at = now() - interval '31 minutes' where step = 'asked'`,
    );
    expect(await ends(late)).toBe('/settings/general?refused=expired');
  });

  test('of another session is refused, and used up by that', async () => {
    const back = await atDialog(stage, await toDialog(stage));
    const other = await logIn(stage.api, 'iryna');
    expect((await other.get(back)).headers.location).toBe('/settings/general?refused=foreign');
    expect(await ends(back)).toBe('/settings/general?refused=used');
  });

  test('and a dialog are not for programs, nor for other sites to open; codes and tokens stand in no log', async () => {
    const token = (await stage.iryna.post('/api/tokens', { name: 'скрипт' })).json<{ token: string }>().token;
    const program = { headers: { authorization: `Bearer ${token}`, cookie: '' } };
    expect(codeOf(await stage.iryna.ask('/api/facebook/login', program))).toBe('LOG_IN_NEEDED');
    const elsewhere = { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } };
    expect(codeOf(await stage.iryna.ask('/api/facebook/login', elsewhere))).toBe('FOREIGN_ORIGIN');
    const back = await atDialog(stage, await toDialog(stage));
    const code = new URL(back, 'http://x').searchParams.get('code') ?? '';
    await untilStep(stage, (await stage.iryna.get(back)).headers.location ?? '', 'choosing');
    expect(stage.api.logbook.text()).not.toContain(code);
    const { rows } = await stage.api.database.pool.query('select * from facebook_login');
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});
