import { client } from './client.ts';
import { done, type PageQuery, result, type WalkQuery, words } from './request.ts';
import type { ChatStatus, DeadlineKind, OpenSection } from './types.ts';

const { chats } = client.api;
const chatOf = (number: number) => ({ param: { number: String(number) } });

export const chatsApi = {
  list: (query: ChatQuery, signal?: AbortSignal) =>
    result(chats.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  operators: () => result(chats.operators.$get()),
  sections: (query: InboxQuery, signal?: AbortSignal) =>
    result(chats.sections.$get({ query: words(query) }, signal ? { init: { signal } } : {})),
  section: (section: OpenSection, query: InboxQuery & { pageSize: number; cursor?: string }, signal?: AbortSignal) =>
    result(
      chats.sections[':section'].$get({ param: { section }, query: words(query) }, signal ? { init: { signal } } : {}),
    ),
  get: (number: number) => result(chats[':number'].$get(chatOf(number))),
  opening: (number: number, query: { messages: number }) =>
    result(chats[':number'].opening.$get({ ...chatOf(number), query: words(query) })),
  messages: (number: number, query: PageQuery & { order?: 'asc' | 'desc'; from?: string }) =>
    result(chats[':number'].messages.$get({ ...chatOf(number), query: words(query) })),
  timeline: (number: number, query: PageQuery) =>
    result(chats[':number'].timeline.$get({ ...chatOf(number), query: words(query) })),
  siblings: (number: number, query: PageQuery & { side: 'earlier' | 'later' }) =>
    result(chats[':number'].siblings.$get({ ...chatOf(number), query: words(query) })),
  post: (number: number, key: string, json: NewMessage) =>
    result(chats[':number'].messages.$post({ ...chatOf(number), json, header: { 'idempotency-key': key } })),
  retry: (number: number, id: string) =>
    result(chats[':number'].messages[':id'].attempts.$post({ param: { number: String(number), id } })),
  fetchAgain: (number: number, id: string, attachment: string) =>
    result(
      chats[':number'].messages[':id'].attachments[':attachment'].fetch.$post({
        param: { number: String(number), id, attachment },
      }),
    ),
  react: (number: number, id: string, emoji: string | null) =>
    result(chats[':number'].messages[':id'].reaction.$put({ param: { number: String(number), id }, json: { emoji } })),
  events: (number: number, id: string) =>
    result(chats[':number'].messages[':id'].events.$get({ param: { number: String(number), id } })),
  setStatus: (number: number, json: { status: 'in_progress' | 'finished'; undoFor?: number }) =>
    result(chats[':number'].status.$put({ ...chatOf(number), json })),
  undoFinish: (number: number) => result(chats[':number'].finish.$delete(chatOf(number))),
  remove: (number: number) => result(chats[':number'].$delete(chatOf(number))),
  restore: (number: number) => result(chats[':number'].restoration.$post(chatOf(number))),
  /** What is in the bin. */
  deleted: (query: PageQuery & { q?: string }) => result(client.api['deleted-chats'].$get({ query: words(query) })),
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
    result(chats[':number'].operators[':employeeId'].$delete({ param: { number: String(number), employeeId: 'me' } })),
  transfer: (number: number, json: Transfer) => result(chats[':number'].transfer.$post({ ...chatOf(number), json })),
  seen: (number: number) => done(chats[':number'].seen.$put(chatOf(number))),
  unseen: (number: number) => done(chats[':number'].seen.$delete(chatOf(number))),
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
};

type NewMessage = {
  text?: string;
  fileIds: string[];
  replyTo: string | null;
  seen?: string | null;
  readyReplyIds?: string[];
};

/** To whom a chat is given, and why. */
export type Transfer = { note: string | null } & (
  | { to: 'person'; employeeId: string }
  | { to: 'team'; teamId: string }
  | { to: 'next' }
);

/** Whose chats of the inbox: those of one page, or of one status. */
type InboxQuery = { pageId?: string; status?: Exclude<ChatStatus, 'finished'> };

export type ChatQuery = WalkQuery & {
  status?: string;
  pageId?: string;
  operatorId?: string;
  q?: string;
  from?: string;
  to?: string;
  sort?: 'lastContactAt' | 'createdAt' | 'number' | 'waitingSince';
  order?: 'asc' | 'desc';
};
