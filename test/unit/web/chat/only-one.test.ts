import { expect, test } from 'vitest';
import type { Remark } from '#lib/api/types.ts';
import { entryWords } from '#lib/chat/decisions/entry-words.ts';
import { languageWords } from '#lib/chat/decisions/why-words.ts';
import { storyOf } from '#lib/chat/assignment/assignment-words.ts';
import { assignment, dmytro, row } from './assignment-fixtures.ts';
import { entry, olena, taras } from './chat-fixtures.ts';

test.each<[Remark, Remark['code'][], string]>([
  [{ code: 'knows_language', fact: 'pl_PL' }, ['language'], 'Польську знає лише <Олена Коваль>.'],
  [{ code: 'has_skill' }, ['skill'], 'Потрібні навички має лише <Олена Коваль>.'],
  [
    { code: 'knows_language', fact: 'pl_PL' },
    ['language', 'skill'],
    'Польську знає й потрібні навички має лише <Олена Коваль>.',
  ],
])('§1.24: what the only one had and the others not: %o, %j', (pro, cons, sentence) => {
  const others = cons.map((code, n) => row([dmytro, taras][n] ?? dmytro, { cons: [{ code }] }));
  const considered = [row(olena, { standing: 'chosen', pros: [pro] }), ...others];
  const told = storyOf(assignment({ code: 'only_one', considered }), new Date(2026, 10, 17, 20));
  expect(told.map(({ text, strong }) => (strong ? `<${text}>` : text)).join('')).toContain(sentence);
});

test('§1.24: a step that names a person says whom', () => {
  const others = [
    row(olena, { standing: 'passed', cons: [{ code: 'not_named' }] }),
    row(taras, { standing: 'chosen' }),
  ];
  const told = storyOf(assignment({ kind: 'person', code: 'person', considered: others }), new Date(2026, 10, 17, 20));
  expect(told.filter(({ strong }) => strong).map(({ text }) => text)).toEqual(['Тарас Бойко']);
});

test('§1.24: the timeline names whom a step of the escalation goes to, while they are known', () => {
  const reason = { code: 'no_answer', to: 'person', rung: 2, minutes: 10, target: taras.id, page: 0, installation: 1 };
  const told = (about: typeof taras | null) =>
    entryWords(entry('e', '12:00:00', 'escalated', { reason, about }), new Date(2026, 10, 17, 20), 'page-1')
      .sentence.map(({ text, strong }) => (strong ? `<${text}>` : text))
      .join('');
  expect(told(taras)).toBe('Крок 2 ескалації: 10 хв без відповіді — далі <Тарас Бойко>');
  expect(told(null)).toContain('далі названа людина');
});

test.each([
  ['not_told', 'Facebook не сказав мови клієнта, тож мовою сторінки: українська.'],
  ['no_text', 'Тексту мовою клієнта немає, тож мовою сторінки: українська.'],
  ['default', 'Facebook не сказав мови клієнта, або тексту нею немає, тож мовою сторінки: українська.'],
] as const)('§1.24: why the page’s language, which of the two: %s', (reason, words) => {
  expect(languageWords({ code: 'uk', reason })).toBe(words);
});
