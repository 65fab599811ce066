import type { Input, Millis, Seek } from '../chat/vocabulary.ts';
import { chooseOperator } from '../routing/choose.ts';
import type { Policy } from '../routing/vocabulary.ts';
import type { Versions } from '../settings/vocabulary.ts';
import type { Example } from './vocabulary.ts';

/** What the chat hears of its search: who of the people of then it would get, by the policy under test. */
export function chosenFor(example: Example, wish: Seek, at: Millis, policy: Policy, versions: Versions): Input {
  const { facts, candidates, turns, chatId } = example;
  const { ask, as, since, target, tried } = wish;
  const chat = { ...facts, waitingSince: since };
  const question = { v: 1 as const, at, ask: as, target, tried, chat, policy, versions, candidates, turns };
  const { employeeId, code, ruleId, contactId } = chooseOperator(question);
  const told = { id: 0, chatId, at, recordId: '', ask, as, ...versions };
  if (employeeId === null) return { ...told, kind: 'operator_not_found', code };
  return {
    ...told,
    kind: 'operator_assigned',
    employeeId,
    code,
    // Its id instead of its name: called otherwise it is still the same rule.
    rule: ruleId,
    candidates: candidates.length,
    contactId,
  };
}
