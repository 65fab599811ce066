import { Eligibility } from './eligibility.ts';
import type { Candidate, Question, Remark } from './vocabulary.ts';

/** What a person should know of somebody whom they may give the chat; none of it forbids that. */
export interface ByHand {
  one: Candidate;
  capacity: number | null;
  cons: Remark[];
}

/** Everybody, whoever can have it best first: on shift, then with nothing against them, then with fewer chats. */
export function byHand(question: Question): ByHand[] {
  const eligibility = new Eligibility(question, null);
  const rows = question.candidates.map((one) => ({ one, cons: consOf(one, eligibility) }));
  return rows
    .toSorted((a, b) => awayness(a.one) - awayness(b.one) || a.cons.length - b.cons.length || a.one.load - b.one.load)
    .map(({ one, cons }) => ({ one, capacity: eligibility.capacityOf(one), cons }));
}

function consOf(one: Candidate, eligibility: Eligibility): Remark[] {
  const { locale, pageSkills } = eligibility.question.chat;
  const cons: (Remark | false)[] = [
    eligibility.isAbsent(one) && { code: 'on_leave', fact: one.leaveUntil ?? 0 },
    eligibility.isFull(one) && { code: 'full', fact: eligibility.capacityOf(one) ?? 0 },
    locale !== null &&
      one.languages.length > 0 &&
      !eligibility.knowsLanguage(one) && { code: 'language', fact: locale },
    pageSkills.length > 0 && !eligibility.hasSkill(one) && { code: 'skill' },
  ];
  return cons.filter((remark): remark is Remark => remark !== false);
}

function awayness({ presence }: Candidate): number {
  return { online: 0, away: 1, offline: 2 }[presence];
}
