import type { Sql } from '#db/connection/transaction.ts';
import type { Viewer } from '#db/chats/viewer.ts';
import type { Asked } from './asked.ts';
import { beginningOf } from './find-clients.ts';
import { type Hit, HIT_COLUMNS, HIT_TABLES, MAY_BE_TOLD } from './hit.ts';
import { DUE, KEPT, lastContacts, likeNames, OF_WORDS } from './name-words.ts';

/** So many times as are told are looked at first: some are older chats of a client's; and where that is too few. */
const FIRST = 4;
const FURTHER = 50;
/** A name of more is said to stand in more than was told. */
const MANY = 500;

export interface NamedHits {
  hits: Hit[];
  areMany: boolean;
}

/** Where a word has to stand: in the client's own name, or only in that of their contact. */
type Source = 'name' | 'contact';

const IS_OF = { name: 'n.sources & 1 = 1', contact: 'n.sources = 2' } as const;
const TOLD = { name: `cl.first_name || ' ' || cl.last_name`, contact: 'k.name' } as const;
const CALLED = {
  name: 'join client_words k on k.client_id = c.client_id',
  contact: 'join contact k on k.id = cl.contact_id',
} as const;

const SEES = `($1::text is null
  or exists (select 1 from page_access a where a.page_id = n.page_id and a.employee_id = $1))`;

/** `$1` viewer, `$2` limit, `$3` words of names, `$4` how many are looked at; `$5` patterns of who is not kept yet. */
function told(source: Source): string {
  const kept = KEPT(`${SEES} and ${IS_OF[source]}`);
  return `with ${DUE}, pending as materialized (
      select c.number from chat c join client cl on cl.id = c.client_id ${CALLED[source]}
      where c.number = any(array(select d.number from due d)) and ' ' || k.folded like all($5::text[])
    ), ${lastContacts({ words: '$3', kept, most: '$4::int' })}
    select '${source}' as kind, ${HIT_COLUMNS}, ${TOLD[source]} as text from chat c ${HIT_TABLES} ${CALLED[source]}
    where c.number = any(array(select l.number from latest l union select p.number from pending p))
      and ${MAY_BE_TOLD} and not exists (select 1 from chat later where later.client_id = c.client_id
        and later.created_at > c.created_at and later.led is not null)
    order by c.last_contact_at desc, c.number desc limit $2`;
}

interface Search {
  viewer: Viewer;
  limit: number;
  /** More are called so than are looked at first. */
  areSome: boolean;
}

/**
 * Clients in whose name one word stands, those of the last contacts: first whose name begins with it, then in whose it
 * stands, then in whose contact's. As they are kept by their words, so that of however many no more are looked at.
 */
export async function hitsOfName(
  tx: Sql,
  asked: Asked,
  words: string[],
  { viewer, limit }: { viewer: Viewer; limit: number },
): Promise<NamedHits> {
  const { count, areDue } = await countKept(tx, words);
  const search = { viewer, limit, areSome: count > FIRST * limit };
  const patterns = likeNames(asked);
  const begin = words.filter((word) => word.startsWith(asked.words[0] ?? ''));
  const ways: [Source, string[], string[]][] = [
    ['name', begin, [`% ${beginningOf(asked.words)}`]],
    ['name', words, patterns],
    ['contact', words, patterns],
  ];
  const hits = new Map<number, Hit>();
  for (const [source, of, like] of ways) {
    if (hits.size >= limit) break;
    if (of.length === 0 && !areDue) continue;
    for (const hit of await hitsOf(tx, search, source, { of, like }))
      if (!hits.has(hit.number)) hits.set(hit.number, hit);
  }
  return { hits: [...hits.values()].slice(0, limit), areMany: count > MANY };
}

/** How many are called so, up to many; and whether there are some who are not kept yet. */
async function countKept(tx: Sql, words: string[]): Promise<{ count: number; areDue: boolean }> {
  const { rows } = await tx.query<{ count: number; areDue: boolean }>(
    `select count(*)::int as count, exists (select 1 from named_chat_due) as "areDue"
     from (select 1 from ${OF_WORDS('$1')} cross join lateral (
       select 1 from named_chat n where n.word = w.word limit ${MANY + 1}) one limit ${MANY + 1}) kept`,
    [words],
  );
  return rows[0] ?? { count: 0, areDue: true };
}

async function hitsOf(
  tx: Sql,
  { viewer, limit, areSome }: Search,
  source: Source,
  { of, like }: { of: string[]; like: string[] },
): Promise<Hit[]> {
  const ask = async (times: number): Promise<Hit[]> => {
    const values = [viewer?.employeeId ?? null, limit, of, times * limit, like];
    return (await tx.query<Hit>(told(source), values)).rows;
  };
  const first = await ask(FIRST);
  return first.length < limit && areSome ? ask(FURTHER) : first;
}
