import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import { readingsOf } from '#workflows/reading/layouts.ts';
import { type Asked, readAsked } from './asked.ts';
import { balanced, byRank, NAMES, type RankedClient } from './balance.ts';
import { isCommonName } from './common-name.ts';
import { findClients } from './find-clients.ts';
import { findMessages } from './find-messages.ts';
import { findNamed } from './find-named.ts';
import { findNameWords } from './name-words.ts';
import { hitsOfName, type NamedHits } from './named.ts';
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
/** A common name: of its contacts, and of whoever only has the words in an e-mail, fewer are looked at. */
const SHARE = 0.015;
const OTHERS = 100;
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
  const number = asked.number === null ? [] : await ofNumber(tx, asked.number, viewer);
  const { hits: clients, areMany } = await searchClients(tx, asked, { viewer, limit });
  const pages = await ofPages(tx, asked, viewer);
  const { ids, isCommon } = await findMessages(tx, asked, { viewer, most: MESSAGES });
  const said = await ofMessages(tx, asked, ids, { viewer, limit });
  return {
    hits: balanced([...number, ...clients, ...pages, ...said], limit),
    words: asked.words,
    digits: asked.digits,
    isWhole: !areMany && !isCommon,
  };
}

/** By what names a client; `areMany`: of a name that many have only those of the last contacts are told. */
async function searchClients(tx: Sql, asked: Asked, among: Omit<Sought, 'q'>): Promise<NamedHits> {
  const words = await findNameWords(tx, asked);
  return words ? searchByWord(tx, asked, words, among) : searchByNames(tx, asked, among);
}

/** By one word: those of the last contacts are kept. */
async function searchByWord(
  tx: Sql,
  asked: Asked,
  words: string[],
  { viewer, limit }: Omit<Sought, 'q'>,
): Promise<NamedHits> {
  const { hits: named, areMany } = await hitsOfName(tx, asked, words, { viewer, limit });
  const reached = byRank(await findClients(tx, asked, CLIENTS, { byName: false, byContact: false }));
  const tell = (clients: RankedClient[]): Promise<Hit[]> => ofClients(tx, clients, viewer, limit);
  const first = await tell(reached.filter(({ rank }) => rank < NAMES));
  const parts = await tell(reached.filter(({ rank }) => rank >= NAMES));
  const [names, contacts] = [named.filter(({ kind }) => kind === 'name'), named.filter(({ kind }) => kind !== 'name')];
  return { hits: [...first, ...names, ...parts, ...contacts], areMany };
}

/** By several words, or letters that stand in many: in whole names. */
async function searchByNames(tx: Sql, asked: Asked, { viewer, limit }: Omit<Sought, 'q'>): Promise<NamedHits> {
  const isCommon = await isCommonName(tx, asked, { most: CLIENTS, share: SHARE });
  const first = isCommon ? await findNamed(tx, asked, viewer, limit) : [];
  const isFull = first.length >= limit;
  const clients = await findClients(tx, asked, isFull ? OTHERS : CLIENTS, { byName: !isFull, byContact: true });
  const areMany = isCommon || clients.filter(({ kind }) => kind === 'name').length === CLIENTS;
  const named = areMany && !isCommon ? await findNamed(tx, asked, viewer, limit) : first;
  // Who only has the same name is not looked at where those of the last contacts are enough.
  const others = named.length < limit ? clients : clients.filter(({ kind }) => kind !== 'name');
  return { hits: withNamed(await ofClients(tx, byRank(others), viewer, limit), named), areMany };
}

/** Of a name that many have, those of the last contacts come before any others of that name, and before contacts. */
function withNamed(others: Hit[], named: Hit[]): Hit[] {
  if (named.length === 0) return others;
  const first = others.findIndex(({ kind }) => kind === 'name' || kind === 'contact');
  const at = first < 0 ? others.length : first;
  return [...others.slice(0, at), ...named, ...others.slice(at)];
}
