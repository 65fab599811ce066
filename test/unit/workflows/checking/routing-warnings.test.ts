import { describe, expect, test } from 'vitest';
import { warningsOf } from '#workflows/checking/warnings.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import type { RoutingRule, RuleWhen, SettingsPatch } from '#workflows/settings/vocabulary.ts';

const rule = (name: string, when: RuleWhen = {}, enabled = true): RoutingRule => ({
  id: name,
  name,
  enabled,
  when,
  who: { teamIds: [], employeeIds: [] },
  strategy: 'active',
  priority: 0,
  capacity: null,
});
const warnings = (own: SettingsPatch, below: SettingsPatch = {}) =>
  warningsOf(own, effectiveOf(below, own), 0).map(({ path, code, about }) => [path, code, about?.['name']]);

describe('F10: rules that do nothing are told of', () => {
  test('those behind one that fits every chat', () => {
    const routing = [
      rule('off', {}, false),
      rule('words', { words: ['дост'] }),
      rule('all', { pageIds: [], hours: null, returning: null }),
      rule('late', { returning: true }),
      rule('late and off', {}, false),
    ];
    expect(warnings({ distribution: 'even', routing })).toEqual([['routing.3', 'UNREACHABLE_RULE', 'late']]);
  });

  test('a condition that says no is one', () => {
    const routing = [rule('new', { returning: false }), rule('closed', { hours: 'closed' }), rule('all')];
    expect(warnings({ distribution: 'even', routing })).toEqual([]);
  });

  test('all of them, while distribution is off', () => {
    expect(warnings({ routing: [rule('all')] })).toEqual([['routing', 'RULES_REST', undefined]]);
    expect(warnings({ routing: [rule('all', {}, false)] })).toEqual([]);
    expect(warnings({ routing: [rule('all')] }, { distribution: 'active' })).toEqual([]);
  });

  test('but not the installation’s, on a page that has none of its own', () => {
    expect(warnings({ distribution: 'off' }, { distribution: 'even', routing: [rule('all')] })).toEqual([]);
  });
});
