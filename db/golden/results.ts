import type { Sql } from '#db/connection/transaction.ts';
import { readPeople } from '#db/people/names.ts';
import { named, peopleIn, ruleNames } from '#workflows/golden/named.ts';
import type { Ran } from '#workflows/golden/trial.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { GoldenExample } from './read.ts';

/**
 * What came of the examples, with the names of people and rules. `before` are settings that name rules which are no
 * more.
 */
export async function resultsOf(sql: Sql, ran: Ran<GoldenExample>[], before: SettingsPatch[] = []) {
  const known = await readPeople(sql, peopleIn(ran));
  const people = new Map([...known].map(([id, { name }]) => [id, name]));
  return ran.map((one) => {
    const { id, name, chatNumber, page } = one.golden;
    const rules = ruleNames(one, before);
    const differences = one.differences.map((difference) => named(difference, people, rules));
    return { id, name, chatNumber, page, same: differences.length === 0, differences };
  });
}
