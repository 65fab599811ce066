import type { Scale } from '../scale.ts';
import { ask, askAgain } from '../sending/ask.ts';
import { type Filled, someNames, someOperators } from '../stage/fill.ts';
import { hirePeople } from '../stage/people.ts';
import type { Stage } from '../stage/stage.ts';
import { type Finding, type Goal, quantile } from '../report/row.ts';

/** What is promised of a list of so many chats and more. */
const GOALS = [
  { from: 0, first: 6, filtered: 15, search: 15 },
  { from: 100_000, first: 6, filtered: 15, search: 30 },
  { from: 1_000_000, first: 8, filtered: 15, search: 60 },
];

interface Kind {
  name: string;
  must: number;
  paths: string[];
}

/** How long lists, a search and a long chat take with so many chats, beside one row read by the bare server. */
export async function measureLists(stage: Stage, scale: Scale, filled: Filled): Promise<Finding[]> {
  const { chats } = filled;
  const kinds = await kindsOf(stage, scale.questions, filled);
  const findings: Finding[] = [];
  const { desk, bare, stack } = stage;
  const one = Array.from({ length: scale.questions }, () => '/one');
  for (const { name, must, paths } of kinds) {
    const product = await askAgain(desk.url, paths, desk.credentials);
    findings.push(finding(`${sizeOf(chats)} chats: ${name}`, product, await ask(bare.url, one), must));
  }
  const [operator] = await hirePeople(stack, 1);
  const [first] = kinds;
  if (operator && first) {
    const product = await askAgain(desk.url, first.paths, operator.credentials);
    findings.push(finding(`${sizeOf(chats)} chats: first page, an operator's`, product, await ask(bare.url, one)));
  }
  return findings;
}

export function sizeOf(chats: number): string {
  return chats >= 1_000_000 ? `${chats / 1_000_000}M` : chats >= 1_000 ? `${chats / 1_000}k` : String(chats);
}

async function kindsOf({ stack }: Stage, count: number, { chats, longest }: Filled): Promise<Kind[]> {
  const goals = GOALS.findLast(({ from }) => chats >= from) ?? { first: 6, filtered: 15, search: 15 };
  const [names, operators] = [await someNames(stack, count), await someOperators(stack, count)];
  const times = (path: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => path(n));
  const list = (query: string): string => `/api/chats?${query === '' ? '' : `${query}&`}pageSize=50`;
  const status = (n: number): string => ['new', 'answered', 'in_progress', 'finished'][n % 4] ?? '';
  const words = (n: number): string => {
    const { first = '', last = '' } = names[n % names.length] ?? {};
    return encodeURIComponent(n % 2 === 0 ? last : `${first} ${last}`);
  };
  const operator = (n: number): string => operators[n % operators.length] ?? 'none';
  return [
    { name: 'first page', must: goals.first, paths: times(() => list('')) },
    { name: 'filtered by status', must: goals.filtered, paths: times((n) => list(`status=${status(n)}`)) },
    { name: 'filtered by operator', must: goals.filtered, paths: times((n) => list(`operatorId=${operator(n)}`)) },
    { name: 'without operator', must: goals.filtered, paths: times(() => list('operatorId=none')) },
    { name: 'search of a name', must: goals.search, paths: times((n) => list(`q=${words(n)}`)) },
    {
      name: 'long chat, last 50 messages',
      must: 8,
      paths: times(() => `/api/chats/${longest}/messages?order=desc&pageSize=50`),
    },
  ];
}

function finding(name: string, product: number[], bare: number[], must?: number): Finding {
  const goal: { goal?: Goal } = must === undefined ? {} : { goal: { is: 'at most', must } };
  return { name, unit: 'ms', figure: quantile(product, 0.5), bare: quantile(bare, 0.5), ...goal };
}
