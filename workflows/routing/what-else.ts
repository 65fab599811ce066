import { chooseOperator } from './choose.ts';
import type { Candidate, Choice, Question } from './vocabulary.ts';

/** One change after which somebody else would have got the chat. */
export interface Alternative {
  id: string;
  /** They had been online; back from leave; had one chat less than their limit; the chosen one had been full. */
  change: 'online' | 'back' | 'free' | 'instead';
}

/** The nearest changes that would have given the chat to somebody else, at most three. */
export function whatElse(question: Question, choice: Choice): Alternative[] {
  const others = choice.considered.filter(({ id }) => id !== choice.employeeId);
  const found = others.flatMap(({ id }) => {
    for (const [change, as] of Object.entries(CHANGES)) {
      const changed = withCandidate(question, id, as);
      if (changed && chooseOperator(changed).employeeId === id)
        return [{ id, change: change as Alternative['change'] }];
    }
    return [];
  });
  return [...found, ...insteadOf(question, choice)].slice(0, 3);
}

const CHANGES = {
  online: (one: Candidate) => (one.presence === 'online' ? null : { ...one, presence: 'online' as const }),
  back: (one: Candidate) =>
    one.leaveUntil === null ? null : { ...one, leaveUntil: null, presence: 'online' as const },
  free: (one: Candidate) => (one.load === 0 ? null : { ...one, load: 0 }),
};

/** Who was next: the chosen one had not been among them. */
function insteadOf(question: Question, choice: Choice): Alternative[] {
  if (choice.employeeId === null) return [];
  const candidates = question.candidates.filter(({ id }) => id !== choice.employeeId);
  const { employeeId } = chooseOperator({ ...question, candidates });
  return employeeId === null ? [] : [{ id: employeeId, change: 'instead' }];
}

function withCandidate(question: Question, id: string, as: (one: Candidate) => Candidate | null): Question | null {
  const before = question.candidates.find((one) => one.id === id);
  const after = before ? as(before) : null;
  if (!after) return null;
  return { ...question, candidates: question.candidates.map((one) => (one.id === id ? after : one)) };
}
