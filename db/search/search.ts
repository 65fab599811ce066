import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';
import { type Asked, readAsked } from './asked.ts';
import { balanced, byRank } from './balance.ts';
import { findClients, type FoundClient } from './find-clients.ts';
import { findMessages } from './find-messages.ts';
import { findNamed } from './find-named.ts';
import type { Hit } from './hit.ts';
import { ofClients, ofNumber, ofPages } from './of-clients.ts';
import { ofMessages } from './of-messages.ts';

export interface Sought {
  viewer: Viewer;
  q: string;
  limit: number;
}

export interface SearchResult {
  /** The best first. */
  hits: Hit[];
  /** What was searched, folded: of another layout of keys, where what was typed is nowhere. */
  words: string[];
  /** And of a phone. */
  digits: string;
  /** False: they stand in more than was looked through. */
  isWhole: boolean;
}

/** So many clients are looked at one by one; a name that more have is sought among those of the last contacts. */
const CLIENTS = 500;
/** More messages are found than are told: many may be of one chat. */
const MESSAGES = 300;

/**
 * What the words name: a chat by its number, a client by their phone, e-mail, name or contact, a page, and messages. Of
 * several words all stand in the same. Where what was typed is nowhere, the same keys of the other layout are tried.
 */
export async function search(pool: Pool, sought: Sought): Promise<SearchResult> {
  return inTransaction(pool, async (tx) => {
    const readings = await readAsked(tx, readingsOf(sought.q));
    for (const asked of readings) {
      const found = await searchOne(tx, asked, sought);
      if (found.hits.length > 0) return found;
    }
    return { hits: [], words: [], digits: '', isWhole: true };
  });
}

async function searchOne(tx: Sql, asked: Asked, { viewer, limit }: Sought): Promise<SearchResult> {
  const clients = await findClients(tx, asked, CLIENTS);
  const areMany = clients.filter(({ kind }) => kind === 'name').length === CLIENTS;
  const number = asked.number === null ? [] : await ofNumber(tx, asked.number, viewer);
  const named = areMany ? await findNamed(tx, asked, viewer, limit) : [];
  // Who only has the same name is not looked at where those of the last contacts are enough.
  const isFull = named.length >= limit;
  const others = await ofClients(tx, byRank(isFull ? clients.filter(isNoName) : clients), viewer, limit);
  const pages = await ofPages(tx, asked, viewer);
  const { ids, isCommon } = await findMessages(tx, asked, { viewer, most: MESSAGES });
  const said = await ofMessages(tx, asked, ids, { viewer, limit });
  return {
    hits: balanced([...number, ...withNamed(others, named), ...pages, ...said], limit),
    words: asked.words,
    digits: asked.digits,
    isWhole: !areMany && !isCommon,
  };
}

const isNoName = ({ kind }: FoundClient): boolean => kind !== 'name';

/** Of a name that many have, those of the last contacts come before any others of that name. */
function withNamed(others: Hit[], named: Hit[]): Hit[] {
  if (named.length === 0) return others;
  const first = others.findIndex(({ kind }) => kind === 'name');
  const at = first < 0 ? others.length : first;
  return [...others.slice(0, at), ...named, ...others.slice(at)];
}
