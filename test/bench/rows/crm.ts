import type { Scale } from '../scale.ts';
import { askAgain } from '../sending/ask.ts';
import { type Known, someKnown } from '../stage/crm.ts';
import type { Filled } from '../stage/fill.ts';
import type { Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';
import { sizeOf } from './lists.ts';

/** What is promised of 95 of a hundred, in milliseconds. */
const MUST = 60;

type Kind = [name: string, path: (n: number) => string];

/** Lists, searches, suggestions and cards of the CRM: half of all questions, and 95 of a hundred, within so long. */
export async function measureCrm({ stack, desk }: Stage, scale: Scale, _filled: Filled): Promise<Finding[]> {
  const known = await someKnown(stack, scale.questions);
  const size = `${sizeOf(Math.round(known.contacts / 1_000) * 1_000 || known.contacts)} contacts`;
  const findings: Finding[] = [];
  for (const [name, path] of [...listKinds(known), ...searchKinds(known), ...cardKinds(known)]) {
    const paths = Array.from({ length: scale.questions }, (_, n) => path(n));
    const times = await askAgain(desk.url, paths, desk.credentials);
    findings.push({ name: `${size}: ${name}, p50`, unit: 'ms', figure: quantile(times, 0.5) });
    const goal = { is: 'at most', must: MUST } as const;
    findings.push({ name: `${size}: ${name}, p95`, unit: 'ms', figure: quantile(times, 0.95), goal });
  }
  return findings;
}

const of = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];

function listKinds({ contacts, managers, statuses }: Known): Kind[] {
  const list = (noun: string, query: string): string => `/api/${noun}?pageSize=50&${query}`;
  const middle = (count: number, n: number): number => Math.max(1, Math.floor(count / 100) - n);
  const manager = (n: number): string => of(managers, n) ?? 'none';
  const sorted = (noun: string, sorts: string[]): Kind[] =>
    sorts.flatMap((sort) =>
      ['asc', 'desc'].map((order): Kind => [
        `${noun} by ${sort} ${order}`,
        () => list(noun, `sort=${sort}&order=${order}`),
      ]),
    );
  return [
    ['contacts', () => list('contacts', '')],
    ['contacts, a page in the middle', (n) => list('contacts', `page=${middle(contacts, n)}`)],
    ['contacts of a manager', (n) => list('contacts', `managerId=${manager(n)}`)],
    ['contacts without a manager', () => list('contacts', 'managerId=none')],
    ['contacts of a segment', () => list('contacts', `segment=${encodeURIComponent('Опт')}`)],
    [
      'contacts of a segment and a manager',
      (n) => list('contacts', `segment=${encodeURIComponent('Опт')}&managerId=${manager(n)}`),
    ],
    ...sorted('leads', ['number', 'amount', 'updatedAt']),
    ['leads, a page in the middle', (n) => list('leads', `page=${middle(contacts / 2, n)}`)],
    ['leads of an owner', (n) => list('leads', `ownerId=${manager(n)}`)],
    ['leads of a status', (n) => list('leads', `statusId=${of(statuses.lead, n)}`)],
    ['leads that are new', () => list('leads', 'meaning=new')],
    ...sorted('orders', ['number', 'total', 'updatedAt']),
    ['orders, a page in the middle', (n) => list('orders', `page=${middle((contacts * 2) / 3, n)}`)],
    ['orders of an owner', (n) => list('orders', `ownerId=${manager(n)}`)],
    ['orders of a status', (n) => list('orders', `statusId=${of(statuses.order, n)}`)],
    ['documents', () => list('documents', '')],
    ['documents, a page in the middle', (n) => list('documents', `page=${middle(contacts / 2, n)}`)],
    ['documents that were issued', () => list('documents', 'state=issued')],
    ['acts', () => list('documents', 'kind=act')],
  ];
}

function searchKinds({ people, companies }: Known): Kind[] {
  const seek = (noun: string, q: string): string => `/api/${noun}?pageSize=25&q=${encodeURIComponent(q)}`;
  const name = (n: number): string => of(people, n)?.name ?? '';
  const word = (n: number, at: number): string => name(n).split(' ')[at] ?? '';
  const phone = (n: number): string => of(people, n)?.phone ?? '';
  const spaced = (n: number): string => phone(n).replace(/^\+38(\d{3})(\d{3})(\d\d)(\d\d)$/, '($1) $2-$3-$4');
  const contacts = (what: string, q: (n: number) => string): Kind => [
    `contacts sought by ${what}`,
    (n) => seek('contacts', q(n)),
  ];
  return [
    contacts('a first and a last name', name),
    contacts('a first name', (n) => word(n, 0)),
    contacts('a last name', (n) => word(n, 1)),
    contacts('a part of a last name', (n) => word(n, 1).slice(1, 5)),
    contacts('two letters', (n) => word(n, 1).slice(0, 2)),
    contacts('an apostrophe', (n) => (n % 2 === 0 ? 'Лук`ян' : 'прокоп’')),
    contacts('a phone', phone),
    contacts('a phone as it is written', spaced),
    contacts('the last seven digits', (n) => phone(n).slice(-7)),
    contacts('the first digits of a phone', (n) => phone(n).slice(3, 9)),
    contacts('an e-mail', (n) => of(people, n)?.email ?? ''),
    contacts('a part of an e-mail', (n) => (of(people, n)?.email ?? '').slice(0, 14)),
    contacts('a ЄДРПОУ', (n) => of(companies, n) ?? ''),
    contacts('the wrong layout', () => 'jktyf'),
    contacts('what is nowhere', (n) => `немаєтакого${n}`),
    ['leads sought by a word', () => seek('leads', 'торшер')],
    ['leads sought by a phone', (n) => seek('leads', phone(n))],
    ['orders sought by a name', (n) => seek('orders', name(n))],
    ['orders sought by a word', () => seek('orders', 'торшер')],
    ['orders sought by a phone', (n) => seek('orders', phone(n))],
    ['orders sought by a number', (n) => seek('orders', String(1 + n * 31))],
    ['orders sought by what is nowhere', (n) => seek('orders', `немаєтакого${n}`)],
    ['documents sought by a number', (n) => seek('documents', `РФ-${1 + n * 31}`)],
    ['documents sought by a name', (n) => seek('documents', name(n))],
    ['the palette’s search of a name', (n) => `/api/search?limit=12&q=${encodeURIComponent(name(n))}`],
    ['the palette’s search of a phone', (n) => `/api/search?limit=12&q=${encodeURIComponent(phone(n))}`],
  ];
}

function cardKinds({ people, busiest, chats }: Known): Kind[] {
  const card = (what: string) => (n: number) => `/api/contacts/${of(people, n)?.id}${what}`;
  return [
    ['a contact’s card', card('')],
    ['its timeline', card('/timeline')],
    ['its summary', card('/summary')],
    ['its duplicates', card('/duplicates')],
    ['the busiest contact’s timeline', () => `/api/contacts/${busiest}/timeline`],
    ['the busiest contact’s summary', () => `/api/contacts/${busiest}/summary`],
    ['links and suggestions of a chat', (n) => `/api/chats/${of(chats, n)}/links`],
  ];
}
