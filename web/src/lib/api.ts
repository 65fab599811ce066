import type { ClientResponse } from 'hono/client';
import { client } from './api-client.ts';
import { errorFrom } from './api-error.ts';
import type { ConnectedPage, Employee, Language, List } from './api-types.ts';

const { chats, employees, me, pages, session, sessions, tokens } = client.api;
const chatOf = (number: number) => ({ param: { number: String(number) } });

/** The desk's only door to the server. Every call answers a result or throws an ApiError. */
export const api = {
  session: {
    get: () => result(session.$get()),
    open: (email: string, password: string) => result(session.$post({ json: { email, password } })),
    close: () => done(session.$delete()),
  },
  me: {
    update: (json: { language?: Language; name?: string }) => result(me.$put({ json })),
    changePassword: (current: string, next: string) => done(me.password.$put({ json: { current, next } })),
    sessions: () => result(sessions.$get()),
    endSession: (id: string) => done(sessions[':id'].$delete({ param: { id } })),
    endOtherSessions: () => done(sessions.$delete()),
    tokens: () => result(tokens.$get()),
    createToken: (name: string) => result(tokens.$post({ json: { name } })),
    deleteToken: (id: string) => done(tokens[':id'].$delete({ param: { id } })),
  },
  chats: {
    list: (query: ChatQuery, signal?: AbortSignal) =>
      result(chats.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
    get: (number: number) => result(chats[':number'].$get(chatOf(number))),
    messages: (number: number, query: PageQuery & { order?: 'asc' | 'desc' }) =>
      result(chats[':number'].messages.$get({ ...chatOf(number), query: words(query) })),
    timeline: (number: number, query: PageQuery) =>
      result(chats[':number'].timeline.$get({ ...chatOf(number), query: words(query) })),
    post: (number: number, key: string, json: { text: string; replyTo?: string }) =>
      result(chats[':number'].messages.$post({ ...chatOf(number), json, header: { 'idempotency-key': key } })),
    retry: (number: number, id: string) =>
      result(chats[':number'].messages[':id'].attempts.$post({ param: { number: String(number), id } })),
    setStatus: (number: number, status: 'in_progress' | 'finished') =>
      result(chats[':number'].status.$put({ ...chatOf(number), json: { status } })),
    take: (number: number) =>
      result(
        chats[':number'].operators[':employeeId'].$put({
          param: { number: String(number), employeeId: 'me' },
          query: { onlyIfNobody: 'true' },
        }),
      ),
    add: (number: number, employeeId: string) =>
      result(
        chats[':number'].operators[':employeeId'].$put({ param: { number: String(number), employeeId }, query: {} }),
      ),
    leave: (number: number) =>
      result(
        chats[':number'].operators[':employeeId'].$delete({ param: { number: String(number), employeeId: 'me' } }),
      ),
    seen: (number: number) => done(chats[':number'].seen.$put(chatOf(number))),
    colleagues: (number: number) => result(chats[':number'].colleagues.$get(chatOf(number))),
  },
  employees: {
    list: (query: PageQuery) => result(employees.$get({ query: words(query) })),
    create: (json: EmployeeForm) => result(employees.$post({ json })),
    update: (id: string, json: Partial<Omit<EmployeeForm, 'email'>> & { active?: boolean }) =>
      result(employees[':id'].$put({ param: { id }, json })),
  },
  pages: {
    list: (query: PageQuery) => result(pages.$get({ query: words(query) })),
    connect: (json: PageForm) => result(pages.$post({ json })),
    update: (id: string, json: Partial<Omit<PageForm, 'facebookId'>>) =>
      result(pages[':id'].$put({ param: { id }, json })),
  },
};

export type PageQuery = { page?: number; pageSize?: number };
export type ChatQuery = PageQuery & {
  status?: string;
  pageId?: string;
  operatorId?: string;
  q?: string;
  sort?: 'lastContactAt' | 'createdAt' | 'number' | 'waitingSince';
  order?: 'asc' | 'desc';
};
export type EmployeeForm = Pick<Employee, 'name' | 'email' | 'roles' | 'pageIds'> & { password: string };
export type PageForm = Pick<ConnectedPage, 'facebookId' | 'name' | 'employeeIds'> & { accessToken: string };

/** Every page of a list, for the few lists that are short by nature. */
export async function all<Item>(load: (query: PageQuery) => Promise<List<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const list = await load({ page, pageSize: 100 });
    items.push(...list.items);
    if (list.items.length === 0 || page * 100 >= list.total) return items;
  }
}

async function result<Body>(asked: Promise<ClientResponse<Body, number, 'json'>>): Promise<Body> {
  const response = await asked;
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as Body;
}

async function done(
  asked: Promise<Pick<Response, 'ok' | 'status' | 'statusText' | 'headers' | 'json'>>,
): Promise<void> {
  const response = await asked;
  if (!response.ok) throw await errorFrom(response);
}

/** A query as the address bar has it: only what is given, all of it words. */
function words<Query extends object>(
  query: Query,
): { [Name in keyof Query]: Exclude<Query[Name], number> | (Query[Name] extends number | undefined ? string : never) } {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)])) as never;
}
