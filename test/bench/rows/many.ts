import type { Scale } from '../scale.ts';
import { askAgain } from '../sending/ask.ts';
import { type Filled, someMessage, someNames, someOperators, somePages, somePhones } from '../stage/fill.ts';
import type { Stage } from '../stage/stage.ts';
import { type Finding, quantile } from '../report/row.ts';
import { sizeOf } from './lists.ts';

/** What is promised of 95 of a hundred, in milliseconds, however many chats there are. */
const LIST_MS = 60;
const SEARCH_MS = 150;

type Kind = [name: string, path: (n: number) => string];

/** Every order, filter and place of the list of chats. */
export async function measurePages(stage: Stage, scale: Scale, filled: Filled): Promise<Finding[]> {
  return measure(stage, scale, filled, await listKinds(stage, scale, filled), LIST_MS);
}

/** The search by each thing that names a chat, and by words. */
export async function measureSearch(stage: Stage, scale: Scale, filled: Filled): Promise<Finding[]> {
  return measure(stage, scale, filled, await searchKinds(stage, scale, filled), SEARCH_MS);
}

async function measure(
  { desk }: Stage,
  { questions }: Scale,
  { chats }: Filled,
  kinds: Kind[],
  must: number,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, path] of kinds) {
    const paths = Array.from({ length: questions }, (_, n) => path(n));
    const figure = quantile(await askAgain(desk.url, paths, desk.credentials), 0.95);
    findings.push({ name: `${sizeOf(chats)} chats: ${name}, p95`, unit: 'ms', figure, goal: { is: 'at most', must } });
  }
  return findings;
}

async function listKinds({ stack }: Stage, { questions }: Scale, { chats, longest }: Filled): Promise<Kind[]> {
  const [operators, pages] = [await someOperators(stack, questions), await somePages(stack)];
  const middle = await someMessage(stack, longest);
  const list = (query: string): string => `/api/chats?pageSize=50&${query}`;
  const operator = (n: number): string => `operatorId=${operators[n % operators.length] ?? 'none'}`;
  const page = (n: number): string => `pageId=${pages[n % pages.length] ?? ''}`;
  const days = (ago: number): string => new Date(Date.now() - ago * 86_400_000).toISOString();
  const period = `from=${days(60)}&to=${days(30)}`;
  // Of the last months all are open where there are few: of that time a page is full at any size.
  const past = `from=${days(330)}&to=${days(90)}`;
  const last = Math.floor(chats / 50);
  const orders = ['lastContactAt', 'createdAt', 'number', 'waitingSince'].flatMap((sort) =>
    ['asc', 'desc'].map((order): Kind => [`by ${sort} ${order}`, () => list(`sort=${sort}&order=${order}`)]),
  );
  return [
    ...orders,
    ['second page', () => list('page=2')],
    ['a page in the middle', (n) => list(`page=${Math.max(1, Math.floor(last / 2) - n)}`)],
    ['… by createdAt', (n) => list(`sort=createdAt&page=${Math.max(1, Math.floor(last / 2) - n)}`)],
    ['… by waitingSince', (n) => list(`sort=waitingSince&page=${Math.max(1, Math.floor(last / 2) - n)}`)],
    ['last page', (n) => list(`page=${Math.max(1, last - n)}`)],
    ['of a Facebook page', (n) => list(page(n))],
    ['of a period', () => list(period)],
    ['of a period, by createdAt', () => list(`${period}&sort=createdAt&order=asc`)],
    ['of a period, a page in the middle', (n) => list(`${period}&page=${Math.max(1, Math.floor(last / 27) - n)}`)],
    ['of an operator, a page in the middle', (n) => list(`${operator(n)}&page=${Math.max(1, Math.floor(last / 80))}`)],
    ['of an operator, by createdAt', (n) => list(`${operator(n)}&sort=createdAt&order=asc`)],
    ['finished, of a page and an operator', (n) => list(`status=finished&${page(n)}&${operator(n)}`)],
    ['finished, of a page, an operator and a period', (n) => list(`status=finished&${page(n)}&${operator(n)}&${past}`)],
    ['long chat opened in its midst', () => `/api/chats/${longest}/messages?from=${middle}&pageSize=51`],
  ];
}

async function searchKinds({ stack }: Stage, { questions }: Scale, { chats }: Filled): Promise<Kind[]> {
  const [names, phones] = [await someNames(stack, questions), await somePhones(stack, questions)];
  const seek = (q: string): string => `/api/search?q=${encodeURIComponent(q)}`;
  const phone = (n: number): string => phones[n % phones.length] ?? '';
  const name = (n: number): { first: string; last: string } => names[n % names.length] ?? { first: '', last: '' };
  const things = ['торшер', 'дубова', 'замовлення', 'гірлянда', 'лампа'];
  const thing = (n: number): string => things[n % things.length] ?? '';
  return [
    ['search of a number', (n) => seek(String(1 + ((n * 7919) % chats)))],
    ['search of a phone', (n) => seek(phone(n).replace('+38', ''))],
    ['search of the last seven digits', (n) => seek(phone(n).slice(-7))],
    ['search of a first and a last name', (n) => seek(`${name(n).first} ${name(n).last}`)],
    ['search of a first name', (n) => seek(name(n).first)],
    ['search of a common word', (n) => seek(thing(n))],
    ['search of two words', (n) => seek(`${thing(n)} скільки`)],
    ['search of a rare word', (n) => seek(`№ ${100_000 + n * 101} замовлення`)],
    ['search in the wrong layout', () => seek('njhith')],
    ['search of what is nowhere', (n) => seek(`немаєтакого${n}`)],
    ['list searched by a common word', (n) => `/api/chats?pageSize=50&q=${encodeURIComponent(thing(n))}`],
  ];
}
