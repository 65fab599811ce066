import type { ClientBase } from 'pg';
import { inTransactionOf } from './transaction.ts';
import { countAnew } from '#db/chats/counts.ts';
import { placeAnew } from '#db/chats/places.ts';
import { fillChats } from './chats.ts';
import { fillCompany } from './company.ts';
import { fillMessages } from './messages.ts';
import { buildIndexes, dropIndexes } from './indexes.ts';

export interface Filling {
  /** How the token of a page that is added is kept. */
  sealToken: (facebookId: string) => string;
  tell?: (step: string) => void;
  /** How many messages the longest chat has. */
  longest?: number;
}

/** What is filled: so many chats, and what tells them from those of another time. */
export interface Lot {
  chats: number;
  clients: number;
  /** The newest ones, which are not finished. */
  open: number;
  longest: number;
  run: string;
  pages: string[];
  employees: string[];
}

/** Clients for each chat: some come again. */
const CLIENTS = 0.7;
/** Of chats that are open: a busy company's twenty thousand, also where the past is not as long. */
const OPEN = { share: 0.03, busy: 20_000, most: 0.2 };
/** Below that, building indexes anew takes longer than keeping them. */
const MANY = 2_000;
const LONGEST = 10_000;

/**
 * Fills a database with plausible chats, in one transaction: all of them, or nothing. It locks what it fills, so the
 * product should stand still meanwhile. The open ones have decided nothing, so that the engine is not asked for their
 * workflows.
 */
export async function fillDatabase(sql: ClientBase, chats: number, filling: Filling): Promise<{ longest: number }> {
  const { sealToken, tell = () => undefined, longest = LONGEST } = filling;
  const number = await inTransactionOf(sql, async () => {
    const company = await fillCompany(sql, sealToken);
    const clients = Math.max(1, Math.round(chats * CLIENTS));
    const share = Math.max(chats * OPEN.share, Math.min(OPEN.busy, chats * OPEN.most));
    const open = Math.min(clients, Math.max(1, Math.round(share)));
    const lot = { chats, clients, open, longest, run: await nextRun(sql), ...company };
    if (chats >= MANY) await dropIndexes(sql);
    tell('pages and operators');
    await fillChats(sql, lot, tell);
    const number = await fillMessages(sql, lot, tell);
    if (chats >= MANY) await buildIndexes(sql);
    await countAnew(sql);
    await placeAnew(sql);
    tell('indexes');
    return number;
  });
  const words = 'client_words, client_address, message_words';
  await sql.query(`vacuum (analyze) client, chat, message, chat_operator, chat_place, timeline, contact, ${words}`);
  tell('vacuum and analyze');
  return { longest: number };
}

/** Numbers of chats only grow: what is filled later has other ids. */
async function nextRun(sql: ClientBase): Promise<string> {
  const { rows } = await sql.query<{ run: string }>(`select (coalesce(max(number), 0) + 1)::text as run from chat`);
  return rows[0]?.run ?? '1';
}
