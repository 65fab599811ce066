import { describe, expect, onTestFinished, test } from 'vitest';
import { newRule, type Rule, type Step } from '#lib/routing/rules/routing-rules.ts';
import { baseLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import {
  differingRuleLines,
  type RoutingNames,
  ruleLines,
  ruleSentence,
  stepSentence,
} from '#lib/routing/rules/rule-words.ts';

const known: Record<string, string> = { log: 'Логістика', vip: 'VIP', olena: 'Олена Коваль', dim: 'Дім і Світло' };
const nameOf = (id: string) => known[id] ?? null;
const names: RoutingNames = { isKnown: true, team: nameOf, person: nameOf, page: nameOf };
const rule = (more: Partial<Rule>): Rule => ({ ...newRule('r', 'Правило'), ...more });
const to = (teamIds: string[], employeeIds: string[] = []) => ({ teamIds, employeeIds });

const delivery = rule({ when: { locales: ['en'], words: ['доставка'] }, who: to(['log']), priority: 5 });
const everything = rule({
  when: {
    pageIds: ['dim'],
    locales: ['uk', 'pl'],
    referrals: ['spring*', '238'],
    words: ['достав'],
    hours: 'closed',
    returning: false,
    segments: ['опт'],
  },
  who: to(['log', 'vip'], ['olena']),
  strategy: 'least',
  capacity: 3,
});

function inEnglish() {
  overwriteGetLocale(() => 'en');
  onTestFinished(() => overwriteGetLocale(() => baseLocale));
}

describe('F10: a rule reads as a sentence', () => {
  test.each<[Partial<Rule>, string]>([
    [
      delivery,
      [
        'Якщо мова клієнта англійська і в першому повідомленні є «доставка» → команда «Логістика», порівну',
        'між тими, хто на зміні; важливість 5',
      ].join(' '),
    ],
    [{}, 'Будь-який чат → усі, хто має доступ, порівну між тими, хто на зміні'],
    [
      { when: { words: [], hours: null, returning: null } },
      'Будь-який чат → усі, хто має доступ, порівну між тими, хто на зміні',
    ],
    [
      everything,
      [
        'Якщо сторінка «Дім і Світло», мова клієнта українська або польська, клієнт прийшов за міткою',
        '«spring*» або «238», в першому повідомленні є «достав», зараз неробочий час, клієнт пише вперше і',
        'сегмент контакту «опт» → команди «Логістика» і «VIP», Олена Коваль, тому, хто на зміні має найменше',
        'відкритих чатів; до 3 відкритих чатів на людину',
      ].join(' '),
    ],
    [
      { when: { returning: true, hours: 'open' }, who: to([], ['olena']), strategy: 'even', capacity: 1 },
      'Якщо зараз робочий час і клієнт уже писав раніше → Олена Коваль; до 1 відкритого чату на людину',
    ],
    [
      { who: to(['gone'], ['left']) },
      'Будь-який чат → невідома команда і невідома людина, порівну між тими, хто на зміні',
    ],
  ])('%j', (more, sentence) => {
    expect(ruleSentence(rule(more), names)).toBe(sentence);
  });

  test('in English, too', () => {
    inEnglish();
    expect(ruleSentence(delivery, names)).toBe(
      [
        'If the client’s language is English and the first message contains “доставка” → the team',
        '“Логістика”, evenly among those on shift; priority 5',
      ].join(' '),
    );
    expect(ruleSentence(rule({ strategy: 'even', capacity: 1 }), names)).toBe(
      'Any chat → everyone with access, strictly in turn; up to 1 open chat each',
    );
  });

  test('names that were not read yet are not called unknown', () => {
    expect(ruleSentence(rule({ who: to(['gone']) }), { ...names, isKnown: false })).toContain('→ …,');
  });

  test('side by side those that differ are told whole, the others named', () => {
    const late = rule({ id: 'late', name: 'Пізно', enabled: false });
    expect(ruleLines([delivery, late], [late], names)).toEqual([
      `Правило: ${ruleSentence(delivery, names)}`,
      'Пізно (вимкнено)',
    ]);
  });
});

test('§8 Settings: of long lists only what differs is told, each with its number', () => {
  const rules = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => rule({ id, name: id }));
  const told = (of: Rule[], others: Rule[]) => differingRuleLines(of, others, names).map((line) => line.slice(0, 4));
  const changed = rules.with(5, { ...rules[5], priority: 3 } as Rule);
  expect(differingRuleLines(changed, rules, names)).toEqual([`6. f: ${ruleSentence(changed[5] as Rule, names)}`]);
  const shorter = rules.toSpliced(2, 1);
  expect(told(shorter, rules)).toEqual([]);
  expect(told(rules, shorter)).toEqual(['3. c']);
  const moved = [...rules.slice(1), rules[0] as Rule];
  expect([told(rules, moved), told(moved, rules)]).toEqual([['1. a'], ['6. a']]);
  expect(told(rules, rules.toReversed())).toHaveLength(5);
  expect(told(rules, [])).toHaveLength(6);
});

describe('F10: a step of the escalation reads as a sentence', () => {
  test.each<[Step, string]>([
    [
      { minutes: 10, clock: 'working', to: 'next', id: null },
      'Через 10 хв без відповіді (робочого часу) → наступному оператору',
    ],
    [
      { minutes: 5, clock: 'wall', to: 'team', id: 'log' },
      'Через 5 хв без відповіді (за годинником) → команді «Логістика»',
    ],
    [
      { minutes: 5, clock: 'wall', to: 'person', id: 'left' },
      'Через 5 хв без відповіді (за годинником) → невідомій людині',
    ],
    [{ minutes: 5, clock: 'wall', to: 'team', id: null }, 'Через 5 хв без відповіді (за годинником) → команді'],
  ])('%j', (step, sentence) => {
    expect(stepSentence(step, names)).toBe(sentence);
  });

  test('in English, too', () => {
    inEnglish();
    expect(stepSentence({ minutes: 10, clock: 'working', to: 'person', id: 'olena' }, names)).toBe(
      'After 10 min without a reply (of working time) → to Олена Коваль',
    );
  });
});
