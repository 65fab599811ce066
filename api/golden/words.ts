import { namesOf } from '#db/golden/read.ts';
import type { Sql } from '#db/connection/transaction.ts';
import type { Difference, Line } from '#workflows/golden/vocabulary.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { GoldenExample } from '#db/golden/read.ts';
import type { Ran } from '#workflows/golden/trial.ts';

/**
 * The results as they are answered: people and rules with their names. `before` are settings that name rules which are
 * no more.
 */
export async function resultsOf(sql: Sql, ran: Ran<GoldenExample>[], before: SettingsPatch[] = []) {
  const people = await namesOf(sql, [...new Set(ran.flatMap(({ differences }) => differences.flatMap(peopleOf)))]);
  return ran.map(({ golden, differences, settings }) => {
    const rules = [...before, golden.own, settings].flatMap(({ routing = [] }) => routing);
    const named = (line: Line | null) =>
      line && withNames(line, people, new Map(rules.map((rule) => [rule.id, rule.name])));
    const { id, name, chatNumber, page } = golden;
    return {
      id,
      name,
      chatNumber,
      page,
      same: differences.length === 0,
      differences: differences.map(({ kind, expected, actual }) => ({
        kind,
        expected: named(expected),
        actual: named(actual),
      })),
    };
  });
}

function peopleOf({ expected, actual }: Difference): string[] {
  return [expected?.to, actual?.to].filter((id) => id !== undefined);
}

/** Somebody or a rule that is no more has an empty name. */
function withNames(line: Line, people: Map<string, string>, rules: Map<string, string>) {
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
