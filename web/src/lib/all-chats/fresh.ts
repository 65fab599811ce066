import type { Chat } from '#lib/api/types.ts';
import { type ListAddress, queryOf } from './address.ts';

/** What was asked for, and what stood highest in the answer. */
export interface Top {
  address: ListAddress;
  /** Epoch milliseconds of the latest contact that is shown. */
  contact: number;
  number: number;
  /** When it was answered, by the server's clock. */
  at: number;
}

export function topOf(address: ListAddress, shown: Chat[], at: number): Top {
  return {
    address,
    contact: Math.max(0, ...shown.map(({ lastContactAt }) => Date.parse(lastContactAt))),
    number: Math.max(0, ...shown.map(({ number }) => number)),
    at,
  };
}

/**
 * A chat that is not shown would stand above all that are. Whether words stand in it, only a search knows. Behind the
 * first page many stand above: come to the top is what has moved since.
 */
export function comesToTop(chat: Chat, { address, contact, number, at }: Top): boolean {
  if (address.order === 'asc' || address.q !== '' || !fits(chat, address)) return false;
  if (address.part > 1) return Date.parse(address.sort === 'lastContactAt' ? chat.lastContactAt : chat.createdAt) > at;
  return address.sort === 'lastContactAt' ? Date.parse(chat.lastContactAt) > contact : chat.number > number;
}

function fits(chat: Chat, address: ListAddress): boolean {
  const { operator, status, page } = address;
  const { from, to } = queryOf(address);
  const isTheirs = operator === 'none' ? chat.operators.length === 0 : chat.operators.some(({ id }) => id === operator);
  const isWithin = (!from || chat.lastContactAt >= from) && (!to || chat.lastContactAt <= to);
  return (
    isWithin &&
    (operator === '' || isTheirs) &&
    (status === '' || chat.status === status) &&
    (page === '' || chat.page.id === page)
  );
}
