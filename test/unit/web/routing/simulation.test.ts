import { expect, test } from 'vitest';
import { barLength, scaleEnd } from '#lib/routing/simulation/chart-scale.ts';
import { setLocale } from '#lib/paraglide/runtime.js';
import { becauseWords } from '#lib/routing/simulation/simulation-words.ts';

test('N04: a plot ends at a number whose half can be read', () => {
  expect([0, 1, 2, 3, 7, 10, 11, 45, 61, 334, 1_000, 9_999].map(scaleEnd)).toEqual([
    2, 2, 2, 4, 8, 10, 20, 60, 80, 400, 1_000, 10_000,
  ]);
});

test('N04: a bar is as long as its share of the scale, and never longer', () => {
  expect([barLength(0, 60), barLength(20, 60), barLength(60, 60), barLength(70, 60), barLength(1, 0)]).toEqual([
    0, 33.33, 100, 100, 0,
  ]);
});

test('N04: who would have got a chat is told with the reason: the rule by name, and nobody without one', () => {
  void setLocale('uk', { reload: false });
  const because = (code: string | null, rule: string | null = null) => becauseWords({ code, rule });
  expect(because('turn', 'Доставка')).toBe('правило «Доставка»');
  expect(because('least')).toBe('загальний розподіл');
  expect(because('manager', 'Доставка')).toBe('персональний менеджер');
  expect(because('previous')).toBe('вів минулий чат');
  expect([because('all_full', 'Доставка'), because(null)]).toEqual(['нікого вільного', 'нікого вільного']);
});
