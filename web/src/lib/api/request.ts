import type { ClientResponse } from 'hono/client';
import { errorFrom } from './error.ts';
import { heardDate } from './server-time.ts';
import type { List } from './types.ts';

export type PageQuery = { page?: number; pageSize?: number };
/** `cursor`: what the page before named as its `next`. */
export type WalkQuery = PageQuery & { cursor?: string };
/** Moments as the server writes them. */
export type Range = { from: string; to: string };

/** Every page of a list, for the few lists that are short by nature. */
export async function all<Item>(load: (query: PageQuery) => Promise<List<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let page = 1; ; page += 1) {
    const list = await load({ page, pageSize: 100 });
    items.push(...list.items);
    if (list.items.length === 0 || page * 100 >= list.total) return items;
  }
}

/** What a call answers, or an ApiError. */
export async function result<Body>(asked: Promise<ClientResponse<Body, number, 'json'>>): Promise<Body> {
  const response = await asked;
  heardDate(response.headers.get('date'));
  if (!response.ok) throw await errorFrom(response);
  return (await response.json()) as Body;
}

/** Whether a call without an answer went well. */
export async function done(
  asked: Promise<Pick<Response, 'ok' | 'status' | 'statusText' | 'headers' | 'json'>>,
): Promise<void> {
  const response = await asked;
  if (!response.ok) throw await errorFrom(response);
}

/** A query as the address bar has it: only what is given, all of it words. */
export function words<Query extends object>(
  query: Query,
): { [Name in keyof Query]: Exclude<Query[Name], number> | (Query[Name] extends number | undefined ? string : never) } {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)])) as never;
}
