import type { Company, PageName } from './company.ts';
import type { Desk } from './desk.ts';
import { until } from './desk.ts';
import type { Said } from './meta.ts';

export type ChatBody = {
  number: number;
  status: string;
  phase: string;
  version: number;
  rung: number;
  phone: string | null;
  operators: { id: string }[];
  client: { id: string; firstName: string; lastName: string };
  page: { id: string };
  window: { until: string } | null;
  waiting: { reason: string } | null;
  waitingSince: string | null;
  deadlines: { kind: string; at: string }[];
};
export type MessageBody = {
  id: string;
  direction: 'in' | 'out';
  kind: string;
  text: string;
  state: string;
  automatic: boolean;
  waitsForEngine: boolean;
  reason: { code: string } | null;
};
export type Entry = { kind: string; reason: { code: string; template?: string } | null };
type List<T> = { items: T[]; next: string | null };

/** Everything of a list that is walked by a cursor. */
export async function walk<T>(desk: Desk, path: string): Promise<T[]> {
  const found: T[] = [];
  for (let cursor = ''; ;) {
    const join = path.includes('?') ? '&' : '?';
    const list = await desk.get<List<T>>(`${path}${join}pageSize=100${cursor && `&cursor=${cursor}`}`);
    found.push(...list.items);
    if (!list.next) return found;
    cursor = encodeURIComponent(list.next);
  }
}

/** One client on one page, and what the company sees of them. */
export class Scene {
  readonly company: Company;
  readonly page: PageName;
  readonly client: string;

  private constructor(company: Company, page: PageName, client: string) {
    this.company = company;
    this.page = page;
    this.client = client;
  }

  /** A new person; their last name is the step their chat stands at. */
  static async open(company: Company, step: string, page: PageName, more: object = {}): Promise<Scene> {
    await company.meta.control('POST', 'clients', { id: step, firstName: 'Марія', lastName: step, ...more });
    return new Scene(company, page, step);
  }

  says = (text: string, more: object = {}): Promise<Said> =>
    this.company.meta.wrote(this.company.pages[this.page].facebookId, this.client, text, more);

  /** The client's newest chat, once it is as `fits` wants it. */
  chat(fits: (chat: ChatBody) => boolean = () => true): Promise<ChatBody> {
    const { admin, pages } = this.company;
    return until(`${this.client}: ${fits}`, async () => {
      const chats = await walk<ChatBody>(admin, `/api/chats?pageId=${pages[this.page].id}`);
      const own = chats.filter(({ client }) => client.lastName === this.client || this.page === 'dead');
      const newest = own.toSorted((a, b) => b.number - a.number)[0];
      return newest && fits(newest) && newest;
    });
  }

  async messages(): Promise<MessageBody[]> {
    const { number } = await this.chat();
    return walk(this.company.admin, `/api/chats/${number}/messages`);
  }

  /** A message that is as `fits` wants it. */
  message = (fits: (message: MessageBody) => boolean): Promise<MessageBody> =>
    until(`${this.client}: ${fits}`, async () => (await this.messages()).find(fits));

  async entry(kind: string): Promise<Entry> {
    const { number } = await this.chat();
    const look = async () =>
      (await walk<Entry>(this.company.admin, `/api/chats/${number}/timeline`)).find((entry) => entry.kind === kind);
    return until(`${this.client}: ${kind}`, look);
  }

  async answers(text: string, by: Desk = this.company.olena): Promise<MessageBody> {
    const { number } = await this.chat();
    return by.do('POST', `/api/chats/${number}/messages`, { text });
  }

  async asks<T>(method: string, path: string, body?: unknown, by: Desk = this.company.admin): Promise<T> {
    const { number } = await this.chat();
    return by.do<T>(method, `/api/chats/${number}/${path}`, body);
  }
}
