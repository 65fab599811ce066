import type { z } from 'zod';
import type { loginSchema } from '#api/facebook/schema.ts';
import { freePort } from '#start/ports.ts';
import { createMessenger, type Messenger } from '#test/messenger/messenger.ts';
import type { MessengerOptions } from '#test/messenger/options.ts';
import { scopes } from '#test/messenger/login/grants.ts';
import { createApi, type TestApi } from '../../support/api.ts';
import { insist } from '../../support/insist.ts';
import { until } from '../../support/until.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';
import { createWorker } from '../../support/worker.ts';

export const OWN = {
  appId: '900800700600500',
  secret: 'canary-secret-of-the-own-app',
  verifyToken: 'own-verify-token',
};
export const NEW_PAGE = { id: '555000111222333', name: 'Нова сторінка', accessToken: 'EAAB-canary-token-of-new' };

export type Login = z.infer<typeof loginSchema>;
type Installed = { shared?: TestApi['settings']['facebook']; deskFolder?: string };

export interface FacebookStage {
  api: TestApi;
  meta: Messenger;
  iryna: Visitor;
  close(): Promise<void>;
}

/** An installation without a shared application, unless told otherwise, and the simulated Meta with one. */
export async function openFacebook(
  change: MessengerOptions = {},
  { shared = { appId: '', appSecrets: [], verifyToken: '' }, deskFolder = '' }: Installed = {},
): Promise<FacebookStage> {
  const pages = [{ ...NEW_PAGE, subscribedFields: [] }];
  const meta = await createMessenger({ appId: OWN.appId, appSecret: OWN.secret, pages, clients: [], ...change });
  const port = await freePort();
  const facebook = { ...shared, graphUrl: meta.url, dialogUrl: meta.url };
  const api = await createApi({ port, publicUrl: `http://127.0.0.1:${port}`, facebook, deskFolder });
  const worker = await createWorker(api, meta.url);
  const iryna = await logIn(api, 'iryna');
  return {
    api,
    meta,
    iryna,
    close: async () => {
      await worker.stop();
      await meta.close();
      await api.stop();
    },
  };
}

/** The own application, whole. */
export async function setApp({ api, iryna }: FacebookStage, change: Record<string, unknown> = {}): Promise<void> {
  const content = { use: 'own', employeeIds: [api.people.olena.id], ...OWN, ...change };
  const answer = await iryna.put('/api/facebook/app', content);
  if (answer.status !== 200) throw new Error(answer.text);
}

/** The dialog's address, as somebody who logs in is led to it. */
export async function toDialog({ iryna }: FacebookStage, query = ''): Promise<URL> {
  const answer = await insist(() => iryna.get(`/api/facebook/login${query}`));
  return new URL(answer.headers.location ?? '');
}

interface Choice {
  end?: 'agree' | 'cancel' | 'fail';
  person?: string;
  granted?: string[];
  pages?: string[];
}

/** What they choose there; tells the way back that Meta sends them. */
export async function atDialog({ meta }: FacebookStage, dialog: URL, choice: Choice = {}): Promise<string> {
  const { end = 'agree', person = '10224031415926535', granted = scopes, pages = [NEW_PAGE.id] } = choice;
  const answer = new URL(`${meta.url}/dialog/oauth/answer?${dialog.searchParams.toString()}`);
  answer.searchParams.set('end', end);
  answer.searchParams.set('person', person);
  for (const scope of granted) answer.searchParams.append('granted', scope);
  for (const page of pages) answer.searchParams.append('page', page);
  const { headers } = await fetch(answer, { redirect: 'manual' });
  const back = new URL(headers.get('location') ?? '');
  return back.pathname + back.search;
}

/** The whole way: there, a choice, and back; tells where it ends. */
export async function throughDialog(stage: FacebookStage, choice: Choice = {}, query = ''): Promise<string> {
  const back = await atDialog(stage, await toDialog(stage, query), choice);
  return (await stage.iryna.get(back)).headers.location ?? '';
}

const idOf = (end: string): string => new URL(end, 'http://x').searchParams.get('login') ?? '';

/** Until the login is in one of these steps. */
export function untilStep({ iryna }: FacebookStage, end: string, ...steps: Login['step'][]): Promise<Login> {
  return until(`a login in ${steps.join(', ')}`, async () => {
    const login = (await iryna.get(`/api/facebook/logins/${idOf(end)}`)).json<Login>();
    return steps.includes(login.step) ? login : null;
  });
}

/** Chooses these pages, and waits until each had its turn. */
export async function connect(stage: FacebookStage, { id }: Login, facebookIds: string[]): Promise<Login> {
  const answer = await stage.iryna.post(`/api/facebook/logins/${id}/pages`, { facebookIds });
  if (answer.status !== 202) throw new Error(answer.text);
  return untilStep(stage, `?login=${id}`, 'done');
}
