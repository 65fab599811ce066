import type { ClientBase } from 'pg';
import { inTransactionOf } from './transaction.ts';
import { countAnew } from '#db/chats/counts.ts';
import { nameAnew } from '#db/chats/named.ts';
import { placeAnew } from '#db/chats/places.ts';
import { fillChats } from './chats.ts';
import { fillCompany } from './company.ts';
import { fillContacts } from './contacts.ts';
import { fillDocuments } from './documents.ts';
import { fillMessages } from './messages.ts';
import { fillRecords } from './records.ts';
import { buildIndexes, dropIndexes, FILLED } from './indexes.ts';

export interface Filling {
  /** How the token of a page that is added is kept. */
  sealToken: (facebookId: string) => string;
  tell?: (step: string) => void;
  /** How many messages the longest chat has. */
  longest?: number;
  /** So many contacts, with companies, leads, orders and documents; else every fifth client is one. */
  contacts?: number | undefined;
}

/** What is filled: so many chats, and what tells them from those of another time. */
export interface Lot {
  chats: number;
  clients: number;
  contacts: number;
  /** Of so many clients one may be a contact. */
  every: number;
  /** The newest ones, which are not finished. */
  open: number;
  longest: number;
  run: string;
  pages: string[];
  employees: string[];
}

/** Clients for each chat: some come again. */
const CLIENTS = 0.7;
/** And one contact for so many of them, where nobody says how many. */
const EVERY = 5;
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
    const known = filling.contacts ?? Math.ceil(clients / EVERY);
    const every = Math.max(1, Math.floor(clients / Math.max(1, known)));
    const lot = { chats, clients, contacts: known, every, open, longest, run: await nextRun(sql), ...company };
    if (chats >= MANY) await dropIndexes(sql);
    tell('pages and operators');
    await fillContacts(sql, lot);
    if (filling.contacts !== undefined) await fillCrm(sql, lot, tell);
    await fillChats(sql, lot, tell);
    const number = await fillMessages(sql, lot, tell);
    await nameAnew(sql);
    if (chats >= MANY) await buildIndexes(sql);
    await countAnew(sql);
    await placeAnew(sql);
    tell('indexes');
    return number;
  });
  await sql.query(`vacuum (analyze) ${FILLED.join(', ')}, chat_place, timeline, contact_member, contact_history`);
  tell('vacuum and analyze');
  return { longest: number };
}

async function fillCrm(sql: ClientBase, lot: Lot, tell: (step: string) => void): Promise<void> {
  await fillRecords(sql, lot, tell);
  await fillDocuments(sql, lot);
  tell('documents');
}

/** Numbers of chats only grow: what is filled later has other ids. */
async function nextRun(sql: ClientBase): Promise<string> {
  const { rows } = await sql.query<{ run: string }>(`select (coalesce(max(number), 0) + 1)::text as run from chat`);
  return rows[0]?.run ?? '1';
}
