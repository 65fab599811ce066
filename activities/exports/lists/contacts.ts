import type { Pool } from 'pg';
import { countContacts, type ListedContact, nextContacts } from '#db/contacts/listing/list.ts';
import type { AskedExport } from '#db/exports/write.ts';
import { readPeople } from '#db/people/names.ts';
import { madeWords } from '../filter-words.ts';
import type { Cell, Reader } from '../table.ts';
import { WORDS } from '../words.ts';
import { PAGE, type ListTable, pagesOf } from './walk.ts';
import { LIST_WORDS } from './words.ts';

/** As wide as what usually stands in it. */
const WIDTHS = [28, 10, 20, 26, 22, 16, 30, 13, 15, 30, 17, 17];

/** Contacts that were asked for: what a list shows of each, and what documents say. */
export async function contactsList(pool: Pool, asked: AskedExport<'contacts'>): Promise<ListTable> {
  const { filter } = asked;
  const told = new Set<string>();
  // In any other order nothing moves that is only read.
  const isNew = ({ id }: ListedContact) => filter.sort !== 'updatedAt' || (!told.has(id) && told.add(id) === told);
  const next = (after: ListedContact | null) => nextContacts(pool, { ...filter, limit: PAGE, offset: 0, after });
  async function* rows(): AsyncGenerator<Cell[][]> {
    for await (const contacts of pagesOf({ ...filter, next, isNew })) yield contacts.map((row) => cellsOf(row, asked));
  }
  const words = LIST_WORDS[asked.language].contacts;
  const [total, says] = [await countContacts(pool, filter), await filterWords(pool, asked)];
  const columns = words.heads.map((head, at) => ({ head, width: WIDTHS[at] ?? 20 }));
  return { name: words.name, title: words.name, says, columns, total, rows: rows() };
}

/** Phones and codes are text: a number would lose its plus, or the zeros that it begins with. */
function cellsOf(row: ListedContact, { language }: Reader): Cell[] {
  return [
    row.name,
    LIST_WORDS[language].kinds[row.kind],
    row.phones.join(', '),
    row.emails.join(', '),
    row.manager?.name ?? '',
    row.segment,
    row.fullName,
    row.code,
    row.vatCode,
    row.address,
    row.createdAt,
    row.updatedAt,
  ];
}

async function filterWords(pool: Pool, asked: AskedExport<'contacts'>): Promise<string[]> {
  const { q, kind, managerId, segment, hasPhone, hasEmail } = asked.filter;
  const words = LIST_WORDS[asked.language];
  const people = await readPeople(pool, managerId === null ? [] : [managerId]);
  const narrowed = [
    kind !== null && `${words.contacts.heads[1]}: ${words.kinds[kind]}`,
    managerId !== null && `${words.contacts.heads[4]}: ${people.get(managerId)?.name ?? words.nobody}`,
    segment !== null && `${words.contacts.heads[5]}: ${segment}`,
    hasPhone !== null && words.phone[hasPhone ? 'with' : 'without'],
    hasEmail !== null && words.email[hasEmail ? 'with' : 'without'],
    q !== '' && `${WORDS[asked.language].filter.search}: «${q}»`,
  ].filter((line) => line !== false);
  return [...(narrowed.length > 0 ? narrowed : [words.contacts.all]), await madeWords(pool, asked)];
}
