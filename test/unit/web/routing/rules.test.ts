import { describe, expect, test } from 'vitest';
import {
  asked,
  inOrderOf,
  keysOf,
  moved,
  newRule,
  newStep,
  rulesIn,
  stepsIn,
} from '#lib/routing/rules/routing-rules.ts';

const letters = ['a', 'b', 'c', 'd'];

describe('F10: the order of rules', () => {
  test.each([
    [0, 1, 'bacd'],
    [3, 0, 'dabc'],
    [1, 3, 'acdb'],
    [0, -1, 'abcd'],
    [3, 4, 'abcd'],
    [9, 0, 'abcd'],
  ])('from place %i to %i', (from, to, order) => {
    expect(moved(letters, from, to).join('')).toBe(order);
  });

  test('a move to nowhere is none, and the list that was moved in stays as it was', () => {
    expect(moved(letters, 2, 2)).toBe(letters);
    moved(letters, 0, 3);
    expect(letters.join('')).toBe('abcd');
  });

  test('what was dropped takes its place; what came meanwhile stays behind', () => {
    expect(inOrderOf(letters, ['c', 'a', 'gone', 'b'], (letter) => letter).join('')).toBe('cabd');
  });

  test('two rules of one id are two rows', () => {
    expect(keysOf([newRule('x'), newRule('y'), newRule('x')])).toEqual(['x', 'y', 'x#2']);
  });
});

describe('F10: rules and steps of a draft', () => {
  test('may be anything', () => {
    expect(rulesIn('none')).toEqual([]);
    expect(rulesIn([null, 5, { id: 'a', name: 'A', who: 7, when: { words: ['x', 3], hours: null } }])).toEqual([
      { ...newRule('a', 'A'), when: { words: ['x'] } },
    ]);
    expect(stepsIn([{ minutes: 3, to: 'team', id: 't' }, 'x'])).toEqual([
      { minutes: 3, clock: 'wall', to: 'team', id: 't' },
    ]);
  });

  test('conditions that ask for nothing are left out', () => {
    expect(asked({ words: [], locales: ['en'], hours: null, returning: false })).toEqual({
      locales: ['en'],
      returning: false,
    });
  });

  test('a new step is as patient as the last', () => {
    expect(newStep([{ minutes: 25, clock: 'working', to: 'team', id: 't' }])).toEqual({
      minutes: 25,
      clock: 'working',
      to: 'next',
      id: null,
    });
  });
});
