import { afterAll, beforeAll } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

export const ALL = '/api/ready-replies';

export interface ReplyBody {
  id: string;
  shortcut: string;
  title: string;
  texts: Record<string, string>;
  fileIds: string[];
  scope: 'shared' | 'mine';
  pages: { id: string; name: string }[];
  used: { total: number; mine: number; by: { name: string; count: number }[] };
}

export let api: TestApi;
/** Admin; operators of one page each; auditor. */
export let iryna: Visitor;
export let olena: Visitor;
export let taras: Visitor;
export let dmytro: Visitor;

export function setUpReplies(): void {
  beforeAll(async () => {
    api = await createApi();
    iryna = await logIn(api, 'iryna');
    olena = await logIn(api, 'olena');
    taras = await logIn(api, 'taras');
    dmytro = await logIn(api, 'dmytro');
  });
  afterAll(() => api.stop());
}

export const replyOf = (shortcut: string, more: object = {}) => ({
  shortcut,
  title: 'Привітання',
  texts: { uk: 'Добрий день, {{first_name}}!' },
  scope: 'shared',
  ...more,
});

export async function addReply(who: Visitor, shortcut: string, more: object = {}): Promise<ReplyBody> {
  const answer = await who.post(ALL, replyOf(shortcut, more));
  if (answer.status !== 201) throw new Error(`${shortcut}: ${answer.text}`);
  return answer.json<ReplyBody>();
}

export const listed = async (who: Visitor): Promise<ReplyBody[]> =>
  (await who.get(ALL)).json<{ items: ReplyBody[] }>().items;
