import type { SettingsPatch } from '../settings/vocabulary.ts';
import type { Pinned, Ran } from './trial.ts';
import type { Difference, Line } from './vocabulary.ts';

/** What people and rules are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** Everybody whom these differences are about. */
export function peopleIn(ran: readonly Ran[]): string[] {
  return [...new Set(ran.flatMap(({ differences }) => differences.flatMap(peopleOf)))];
}

/** The rules of the example's page by then; `before` are settings that name rules which are no more. */
export function ruleNames({ golden, settings }: Ran<Pinned>, before: readonly SettingsPatch[]): Names {
  const rules = [...before, golden.own, settings].flatMap(({ routing = [] }) => routing);
  return new Map(rules.map((rule) => [rule.id, rule.name]));
}

/** A difference with the names of its people and rules. */
export function named({ kind, expected, actual }: Difference, people: Names, rules: Names) {
  return {
    kind,
    expected: expected && withNames(expected, people, rules),
    actual: actual && withNames(actual, people, rules),
  };
}

function peopleOf({ expected, actual }: Difference): string[] {
  return [expected?.to, actual?.to].filter((id) => id !== undefined);
}

/** Somebody or a rule that is no more has an empty name. */
function withNames(line: Line, people: Names, rules: Names) {
  const { at, kind, code = null, template = null, what = null, to, rule } = line;
  return {
    at,
    kind,
    code,
    template,
    what,
    to: to === undefined ? null : { id: to, name: people.get(to) ?? '' },
    rule: rule === undefined ? null : { id: rule, name: rules.get(rule) ?? '' },
  };
}
