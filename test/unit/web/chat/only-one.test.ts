import { expect, test } from 'vitest';
import type { Remark } from '#lib/api/types.ts';
import { storyOf } from '#lib/chat/assignment/assignment-words.ts';
import { assignment, dmytro, row } from './assignment-fixtures.ts';
import { olena, taras } from './chat-fixtures.ts';

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
