import type { ClientResponse } from 'hono/client';
import { client } from './client.ts';
import { errorFrom } from './error.ts';
import { askEstimate } from '#lib/routing/trial/estimate.ts';
import { addressOf, sizeOf, upload } from './upload.ts';
import type { ConnectedPage, Contact, DeadlineKind, Employee, Language, List } from './types.ts';

const {
  chats,
  contacts,
  employees,
  leaves,
  me,
  operators,
  pages,
  presence,
  session,
  sessions,
  settings,
  teams,
  tokens,
  troubles,
} = client.api;
const golden = client.api['golden-chats'];
const settingsOf = pages[':id'].settings;
const chatOf = (number: number) => ({ param: { number: String(number) } });

/** The desk's only door to the server. Every call answers a result or throws an ApiError. */
export const api = {
  troubles: {
    get: () => result(troubles.$get()),
    tryAgain: (id: string) => result(troubles[':id'].attempts.$post({ param: { id } })),
  },
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
    setContact: (number: number, json: { phone?: string; email?: string }) =>
      result(chats[':number'].contact.$put({ ...chatOf(number), json })),
    handOver: (number: number) => result(chats[':number'].phase.$put({ ...chatOf(number), json: { phase: 'open' } })),
    moveDeadline: (number: number, kind: DeadlineKind, at: string) =>
      result(chats[':number'].deadlines[':kind'].$put({ param: { number: String(number), kind }, json: { at } })),
    dropDeadline: (number: number, kind: DeadlineKind) =>
      result(chats[':number'].deadlines[':kind'].$delete({ param: { number: String(number), kind } })),
    assignment: (number: number, assignmentId: string) =>
      result(chats[':number'].assignments[':assignmentId'].$get({ param: { number: String(number), assignmentId } })),
    colleagues: (number: number) => result(chats[':number'].colleagues.$get(chatOf(number))),
  },
  contacts: {
    list: (query: ContactQuery, signal?: AbortSignal) =>
      result(contacts.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
    get: (id: string) => result(contacts[':id'].$get({ param: { id } })),
    create: (json: ContactBody) => result(contacts.$post({ json })),
    update: (id: string, json: ContactBody) => result(contacts[':id'].$put({ param: { id }, json })),
    managers: () => result(contacts.managers.$get()),
    segments: () => result(contacts.segments.$get()),
    /** Who the client of this chat is, and may be. */
    ofChat: (number: number) => result(chats[':number'].contacts.$get(chatOf(number))),
    link: (number: number, contactId: string | null) =>
      result(chats[':number']['contact-link'].$put({ ...chatOf(number), json: { contactId } })),
  },
  employees: {
    list: (query: PageQuery) => result(employees.$get({ query: words(query) })),
    create: (json: EmployeeForm) => result(employees.$post({ json })),
    update: (id: string, json: Partial<Omit<EmployeeForm, 'email'>> & { active?: boolean }) =>
      result(employees[':id'].$put({ param: { id }, json })),
    entry: (id: string) => result(employees[':id'].entry.$get({ param: { id } })),
    endEntry: (id: string) => done(employees[':id'].entry.$delete({ param: { id } })),
    endSession: (id: string, sessionId: string) =>
      done(employees[':id'].sessions[':sessionId'].$delete({ param: { id, sessionId } })),
    endToken: (id: string, tokenId: string) =>
      done(employees[':id'].tokens[':tokenId'].$delete({ param: { id, tokenId } })),
  },
  presence: {
    list: () => result(presence.$get()),
    of: (id: string, range: Range) => result(employees[':id'].presence.$get({ param: { id }, query: range })),
    beat: (tab: string, active: boolean) => result(me.presence.$put({ json: { tab, active } })),
    setAway: (away: boolean) => result(me.presence.mode.$put({ json: { away } })),
    /** Goes out even while the page is being closed. */
    close: (tab: string) => done(me.presence[':tab'].$delete({ param: { tab } }, { init: { keepalive: true } })),
  },
  operators: { list: () => result(operators.$get()) },
  leaves: {
    list: (range: Range) => result(leaves.$get({ query: range })),
    add: (json: Range & { employeeId: string; note: string }) => result(leaves.$post({ json })),
    remove: (id: string) => done(leaves[':id'].$delete({ param: { id } })),
  },
  teams: {
    list: () => result(teams.$get()),
    add: (json: TeamForm) => result(teams.$post({ json })),
    update: (id: string, json: TeamForm) => result(teams[':id'].$put({ param: { id }, json })),
    remove: (id: string) => done(teams[':id'].$delete({ param: { id } })),
  },
  pages: {
    list: (query: PageQuery) => result(pages.$get({ query: words(query) })),
    connect: (json: PageForm) => result(pages.$post({ json })),
    update: (id: string, json: Partial<Omit<PageForm, 'facebookId'>>) =>
      result(pages[':id'].$put({ param: { id }, json })),
  },
  files: { upload, size: sizeOf, address: addressOf },
  goldenChats: {
    list: (pageId: Scope) => result(golden.$get({ query: pageId === null ? {} : { pageId } })),
    pin: (json: { chatNumber: number; name: string }) => result(golden.$post({ json })),
    unpin: (id: string) => done(golden[':id'].$delete({ param: { id } })),
  },
  /** Of one page by its id, or (`null`) those for all pages. */
  settings: {
    get: (id: Scope) => result(id === null ? settings.$get() : settingsOf.$get({ param: { id } })),
    publish: (id: Scope, json: Publication) =>
      result(id === null ? settings.$post({ json }) : settingsOf.$post({ param: { id }, json })),
    draft: (id: Scope) => result(id === null ? settings.draft.$get() : settingsOf.draft.$get({ param: { id } })),
    saveDraft: (id: Scope, json: { settings: SettingsPatch; revision: number; base: number }) =>
      result(id === null ? settings.draft.$put({ json }) : settingsOf.draft.$put({ param: { id }, json })),
    discard: (id: Scope) => done(id === null ? settings.draft.$delete() : settingsOf.draft.$delete({ param: { id } })),
    preview: (id: Scope, json: PreviewQuestion) =>
      result(id === null ? settings.preview.$post({ json }) : settingsOf.preview.$post({ param: { id }, json })),
    whatIf: askEstimate,
    shadow: (id: Scope) => result(id === null ? settings.shadow.$get() : settingsOf.shadow.$get({ param: { id } })),
    startShadow: (id: Scope, revision: number) =>
      result(
        id === null
          ? settings.shadow.$put({ json: { revision } })
          : settingsOf.shadow.$put({ param: { id }, json: { revision } }),
      ),
    stopShadow: (id: Scope) =>
      done(id === null ? settings.shadow.$delete() : settingsOf.shadow.$delete({ param: { id } })),
    calendar: (id: Scope, json: { ics: string; timeZone: string }) =>
      result(id === null ? settings.calendar.$post({ json }) : settingsOf.calendar.$post({ param: { id }, json })),
    versions: (id: Scope, query: WalkQuery) =>
      result(
        id === null
          ? settings.versions.$get({ query: words(query) })
          : settingsOf.versions.$get({ param: { id }, query: words(query) }),
      ),
    version: (id: Scope, number: number) => {
      const version = String(number);
      return result(
        id === null
          ? settings.versions[':version'].$get({ param: { version } })
          : settingsOf.versions[':version'].$get({ param: { id, version } }),
      );
    },
    /** What these, or those in force, make of the golden chats. */
    tryGolden: (id: Scope, json: { settings?: SettingsPatch }) =>
      result(
        id === null ? settings['golden-run'].$post({ json }) : settingsOf['golden-run'].$post({ param: { id }, json }),
      ),
    history: (query: WalkQuery) => result(settings.history.$get({ query: words(query) })),
  },
};

type Scope = string | null;
/** What a scope says itself. The server judges it, so that a form may hold what is not right yet. */
type SettingsPatch = Record<string, unknown>;
type Publication = {
  settings: SettingsPatch;
  comment?: string;
  replace: true;
  basedOn: number;
  restores?: number;
  draftRevision?: number;
  accept?: string[];
};
export type PreviewQuestion = {
  settings: SettingsPatch;
  template: string;
  locale: string | null;
  language?: string;
  firstName: string;
  lastName?: string;
};

export type PageQuery = { page?: number; pageSize?: number };
/** `cursor`: what the page before named as its `next`. */
type WalkQuery = PageQuery & { cursor?: string };
export type ChatQuery = WalkQuery & {
  status?: string;
  pageId?: string;
  operatorId?: string;
  q?: string;
  sort?: 'lastContactAt' | 'createdAt' | 'number' | 'waitingSince';
  order?: 'asc' | 'desc';
};
export type ContactQuery = PageQuery & { q?: string; managerId?: string; segment?: string };
export type ContactBody = Pick<Contact, 'name' | 'phones' | 'emails' | 'managerId' | 'segment'>;
/** Moments as the server writes them. */
export type Range = { from: string; to: string };
type TeamForm = { name: string; employeeIds: string[] };
export type EmployeeForm = Pick<
  Employee,
  'name' | 'email' | 'roles' | 'pageIds' | 'languages' | 'skills' | 'capacity'
> & {
  password: string;
};
export type PageForm = Pick<ConnectedPage, 'facebookId' | 'name' | 'employeeIds' | 'skills'> & { accessToken: string };

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
