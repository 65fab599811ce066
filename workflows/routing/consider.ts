import type { Standing } from './standing.ts';
import type { Candidate, Choice, Considered, Remark } from './vocabulary.ts';

/**
 * Everybody with access to the page: how they stood, what spoke for and against them. The chosen one first, then who
 * came near.
 */
export function consider(standing: Standing, choice: Choice): Considered[] {
  const rows = standing.question.candidates.map((one) => rowOf(one, standing, choice));
  const rank = { chosen: 0, considered: 1, passed: 2 };
  return rows.toSorted((a, b) => rank[a.standing] - rank[b.standing] || a.load - b.load || (a.id < b.id ? -1 : 1));
}

function rowOf(one: Candidate, standing: Standing, choice: Choice): Considered {
  const chosen = one.id === choice.employeeId;
  const barred = obstaclesOf(one, standing, choice);
  const { id, presence, load } = one;
  return {
    id,
    standing: chosen ? 'chosen' : barred.length > 0 ? 'passed' : 'considered',
    presence,
    load,
    capacity: standing.capacityOf(one),
    pros: prosOf(one, standing, choice),
    cons: chosen ? [] : barred.length > 0 ? barred : consOf(one, standing, choice),
  };
}

function prosOf(one: Candidate, standing: Standing, choice: Choice): Remark[] {
  const { policy, chat } = standing.question;
  const chosen = one.id === choice.employeeId;
  const pros: (Remark | false)[] = [
    policy.personalManager && standing.managerId === one.id && { code: 'manager' },
    policy.sameOperator && chat.previousOperatorId === one.id && { code: 'previous' },
    chosen && choice.code === 'least' && choice.tieBreak === 'load' && { code: 'least', fact: one.load },
    chosen && choice.tieBreak === 'turn' && { code: 'turn' },
    standing.asksForLanguage && standing.knowsLanguage(one) && { code: 'knows_language', fact: chat.locale ?? '' },
    standing.asksForSkill && standing.hasSkill(one) && { code: 'has_skill' },
    one.presence === 'online' && { code: 'online' },
  ];
  return pros.filter((remark): remark is Remark => remark !== false);
}

/** Why they could not have been chosen at all. */
function obstaclesOf(one: Candidate, standing: Standing, choice: Choice): Remark[] {
  const { ask, target } = standing.question;
  const outside: (Remark | false)[] = [
    ask === 'person' && one.id !== target && { code: 'not_named' },
    ask === 'team' && (target === null || !one.teamIds.includes(target)) && { code: 'not_in_team' },
    choice.pool !== null && ask !== 'team' && !standing.members.includes(one) && { code: 'not_in_rule' },
    standing.isAbsent(one) && { code: 'on_leave', fact: one.leaveUntil ?? 0 },
    standing.isTried(one) && { code: 'tried' },
    standing.isFull(one) && { code: 'full', fact: standing.capacityOf(one) ?? 0 },
    needsPresence(choice) && one.presence !== 'online' && { code: one.presence },
  ];
  return outside.filter((remark): remark is Remark => remark !== false);
}

function needsPresence({ strategy, fellBack }: Choice): boolean {
  return strategy !== null && strategy !== 'even' && !fellBack;
}

/** Why somebody else was better. */
function consOf(one: Candidate, standing: Standing, choice: Choice): Remark[] {
  const winner = choice.employeeId === null ? undefined : standing.find(choice.employeeId);
  if (!winner || choice.pool === null) return [];
  const cons: (Remark | false)[] = [
    standing.asksForLanguage &&
      standing.knowsLanguage(winner) &&
      !standing.knowsLanguage(one) && { code: 'language', fact: standing.question.chat.locale ?? '' },
    standing.asksForSkill && standing.hasSkill(winner) && !standing.hasSkill(one) && { code: 'skill' },
    choice.strategy === 'least' && one.load > winner.load && { code: 'more_chats', fact: one.load - winner.load },
    (choice.strategy !== 'least' || one.load === winner.load) && { code: 'later_turn' },
  ];
  return cons.filter((remark): remark is Remark => remark !== false).slice(0, 1);
}
