import type { Eligibility } from './eligibility.ts';
import type { Candidate, Choice, Considered, Remark } from './vocabulary.ts';

/**
 * Everybody with access to the page: how they stood, what spoke for and against them. The chosen one first, then who
 * came near.
 */
export function consider(eligibility: Eligibility, choice: Choice): Considered[] {
  const rows = eligibility.question.candidates.map((one) => rowOf(one, eligibility, choice));
  const rank = { chosen: 0, considered: 1, passed: 2 };
  return rows.toSorted((a, b) => rank[a.standing] - rank[b.standing] || a.load - b.load || (a.id < b.id ? -1 : 1));
}

function rowOf(one: Candidate, eligibility: Eligibility, choice: Choice): Considered {
  const chosen = one.id === choice.employeeId;
  const barred = obstaclesOf(one, eligibility, choice);
  const { id, presence, load } = one;
  return {
    id,
    standing: chosen ? 'chosen' : barred.length > 0 ? 'passed' : 'considered',
    presence,
    load,
    capacity: eligibility.capacityOf(one),
    pros: prosOf(one, eligibility, choice),
    cons: chosen ? [] : barred.length > 0 ? barred : consOf(one, eligibility, choice),
  };
}

function prosOf(one: Candidate, eligibility: Eligibility, choice: Choice): Remark[] {
  const { policy, chat } = eligibility.question;
  const chosen = one.id === choice.employeeId;
  const pros: (Remark | false)[] = [
    policy.personalManager && eligibility.managerId === one.id && { code: 'manager' },
    policy.sameOperator && chat.previousOperatorId === one.id && { code: 'previous' },
    chosen && choice.code === 'least' && choice.tieBreak === 'load' && { code: 'least', fact: one.load },
    chosen && choice.tieBreak === 'turn' && { code: 'turn' },
    eligibility.asksForLanguage &&
      eligibility.knowsLanguage(one) && { code: 'knows_language', fact: chat.locale ?? '' },
    eligibility.asksForSkill && eligibility.hasSkill(one) && { code: 'has_skill' },
    one.presence === 'online' && { code: 'online' },
  ];
  return pros.filter((remark): remark is Remark => remark !== false);
}

/** Why they could not have been chosen at all. */
function obstaclesOf(one: Candidate, eligibility: Eligibility, choice: Choice): Remark[] {
  const { ask, target } = eligibility.question;
  const outside: (Remark | false)[] = [
    ask === 'person' && one.id !== target && { code: 'not_named' },
    ask === 'team' && (target === null || !one.teamIds.includes(target)) && { code: 'not_in_team' },
    choice.pool !== null && ask !== 'team' && !eligibility.members.includes(one) && { code: 'not_in_rule' },
    eligibility.isAbsent(one) && { code: 'on_leave', fact: one.leaveUntil ?? 0 },
    eligibility.isTried(one) && { code: 'tried' },
    eligibility.isFull(one) && { code: 'full', fact: eligibility.capacityOf(one) ?? 0 },
    needsPresence(choice) && one.presence !== 'online' && { code: one.presence },
  ];
  return outside.filter((remark): remark is Remark => remark !== false);
}

function needsPresence({ strategy, fellBack }: Choice): boolean {
  return strategy !== null && strategy !== 'even' && !fellBack;
}

/** Why somebody else was better. */
function consOf(one: Candidate, eligibility: Eligibility, choice: Choice): Remark[] {
  const winner = choice.employeeId === null ? undefined : eligibility.find(choice.employeeId);
  if (!winner || choice.pool === null) return [];
  const cons: (Remark | false)[] = [
    eligibility.asksForLanguage &&
      eligibility.knowsLanguage(winner) &&
      !eligibility.knowsLanguage(one) && { code: 'language', fact: eligibility.question.chat.locale ?? '' },
    eligibility.asksForSkill && eligibility.hasSkill(winner) && !eligibility.hasSkill(one) && { code: 'skill' },
    choice.strategy === 'least' && one.load > winner.load && { code: 'more_chats', fact: one.load - winner.load },
    (choice.strategy !== 'least' || one.load === winner.load) && { code: 'later_turn' },
  ];
  return cons.filter((remark): remark is Remark => remark !== false).slice(0, 1);
}
