import { afterAll, beforeAll } from 'vitest';
import type { TestApi } from '#test/integration/support/api.ts';
import { type List, readChat } from '#test/integration/support/chat.ts';
import type { PageName } from '#test/integration/support/company.ts';
import type { Answer } from '#test/integration/support/http.ts';
import { until } from '#test/integration/support/until.ts';
import { logIn, type Visitor } from '#test/integration/support/visitor.ts';
import { openWhole, type Whole } from '#test/integration/support/whole.ts';
import { insist } from '#test/integration/support/insist.ts';

export const ALL = '/api/settings';
export const GOLDEN = '/api/golden-chats';

export interface Line {
  at: number;
  kind: string;
  code: string | null;
  template: string | null;
  to: { id: string; name: string } | null;
}
export interface Result {
  id: string;
  name: string;
  chatNumber: number;
  page: { id: string; name: string };
  same: boolean;
  differences: { kind: string; expected: Line | null; actual: Line | null }[];
}
export interface Golden {
  id: string;
  name: string;
  chatNumber: number;
  pinnedBy: { id: string } | null;
  versions: { installation: number; page: number };
}

let whole: Whole;
export let api: TestApi;
export let iryna: Visitor;
export let olena: Visitor;
export let dmytro: Visitor;
export const settingsOf = (page: PageName) => `/api/pages/${api.pages[page].id}/settings`;

export const publish = (path: string, settings: object, more: object = {}) =>
  iryna.post(path, { settings, replace: true, ...more });
export const detailsOf = (answer: Answer) => answer.json<{ error: { details: Result[] } }>().error.details;
export const pin = (chatNumber: number, name: string) => iryna.post(GOLDEN, { chatNumber, name });
export const trial = async (path: string, settings: object) =>
  (await iryna.post(`${path}/golden-run`, { settings })).json<List<Result>>().items;
export const waiting = (minutes: number) => ({ waitingMessage: { enabled: true, minutes } });

/** A client writes; the number of the chat once it has decided about it. */
export async function newChat(page: PageName): Promise<number> {
  const { facebookId } = api.pages[page];
  const { id, psids } = whole.messenger.createClient({ firstName: 'Марія' });
  whole.messenger.sendMessage({ page: facebookId, client: id, text: 'Скільки коштує доставка?' });
  const find = 'select number from chat c join client on client.id = c.client_id where psid = $1 and state is not null';
  return until(
    'the chat',
    async () => (await api.database.pool.query(find, [psids[facebookId]])).rows[0]?.number as number,
  );
}

/** A chat that somebody took, answered and finished. */
export async function pastChat(page: PageName, who: Visitor): Promise<number> {
  const number = await newChat(page);
  await insist(() => who.put(`/api/chats/${number}/operators/me?onlyIfNobody=true`), 'ALREADY_TAKEN');
  await who.post(`/api/chats/${number}/messages`, { text: 'Безкоштовно' });
  await until('the answer', async () => (await readChat(who, number)).status === 'answered');
  await insist(() => who.put(`/api/chats/${number}/status`, { status: 'finished' }), 'CHAT_FINISHED');
  return number;
}

export function setUpGolden(): void {
  beforeAll(async () => {
    whole = await openWhole();
    api = whole.api;
    [iryna, olena, dmytro] = await Promise.all([logIn(api, 'iryna'), logIn(api, 'olena'), logIn(api, 'dmytro')]);
  });
  afterAll(() => whole.close());
}
