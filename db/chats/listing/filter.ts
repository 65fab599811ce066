import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import type { Viewer } from '#db/chats/viewer.ts';

/** The only columns a list may be sorted by; names come from clients. Each has its index. */
export const CHAT_ORDERS = {
  lastContactAt: 'last_contact_at',
  createdAt: 'created_at',
  number: 'number',
  waitingSince: 'waiting_since',
} as const;

export type ChatOrder = keyof typeof CHAT_ORDERS;

export interface ChatFilter {
  viewer: Viewer;
  status: ChatStatus[];
  pageId: string | null;
  /** An employee's id, or `none` for chats without an operator. */
  operatorId: string | null;
  q: string;
  from: Date | null;
  to: Date | null;
  sort: ChatOrder;
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
  /** Numbers of chats to leave out: they were told before. */
  seen: number[];
  /** Only what comes after this one. */
  after: { key: string | null; number: number } | null;
}

/** What every statement of a list begins with: `$1` … `$11` of `chosen.ts`. `$4` is whose chats, each in its way. */
export function valuesOf(filter: ChatFilter, whose: string | boolean | null): unknown[] {
  return [
    filter.viewer?.employeeId ?? null,
    filter.pageId,
    filter.status,
    whose,
    filter.from ?? '-infinity',
    filter.to ?? 'infinity',
    filter.after?.key ?? null,
    filter.after?.number ?? null,
    filter.seen,
    filter.limit,
    filter.offset,
  ];
}
