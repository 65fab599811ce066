import type { RoutingRule } from '../../settings/vocabulary.ts';
import { chooseBriefly } from '../choose.ts';
import { ruleFor } from '../match.ts';
import type { Candidate, ChatFacts, Choice, Policy, Question } from '../vocabulary.ts';
import type { Trial } from './room.ts';

/** Who gives the chats of a page away under the policy that is tried: by the same pure choice as on a working day. */
export class Desk {
  private readonly question: Omit<Question, 'chat' | 'at'>;
  private readonly byHours: Record<'open' | 'closed', Policy>;
  private readonly trials = { open: new Map<ChatFacts, Trial>(), closed: new Map<ChatFacts, Trial>() };
  private turnsTaken: number;
  private hours: 'open' | 'closed' = 'open';

  constructor(policy: Policy, candidates: Candidate[], before: Question['turns']) {
    const turns = Object.fromEntries(Object.entries(before).map(([pool, numbers]) => [pool, { ...numbers }]));
    const versions = { installation: 0, page: 0 };
    this.question = { v: 1, ask: 'first', target: null, tried: [], policy, versions, candidates, turns };
    this.byHours = { open: during(policy, 'open'), closed: during(policy, 'closed') };
    this.turnsTaken = Math.max(0, ...Object.values(turns).flatMap((numbers) => Object.values(numbers)));
  }

  turnHours(isOpen: boolean): void {
    this.hours = isOpen ? 'open' : 'closed';
  }

  /** What is tried for the chat at the hours that are. */
  trialOf(chat: ChatFacts): Trial {
    const known = this.trials[this.hours];
    const trial = known.get(chat) ?? trialUnder(this.byHours[this.hours], chat);
    known.set(chat, trial);
    return trial;
  }

  /** A choice by turns counts as one. */
  choose(chat: ChatFacts, rule: RoutingRule | null, at: number): Choice {
    const choice = chooseBriefly({ ...this.question, chat, at }, rule);
    const { pool, employeeId } = choice;
    if (pool !== null && employeeId !== null) {
      this.turnsTaken += 1;
      (this.question.turns[pool] ??= {})[employeeId] = this.turnsTaken;
    }
    return choice;
  }
}

function trialUnder(policy: Policy, chat: ChatFacts): Trial {
  const [only, other] = chat.contacts;
  return {
    rule: ruleFor(chat, policy, 0),
    managerId: policy.personalManager && only && !other ? only.managerId : null,
    previousId: policy.sameOperator ? chat.previousOperatorId : null,
  };
}

/**
 * The rules that may fit while it is open, or closed: the calendar is asked once for a period and not once for a chat.
 */
function during(policy: Policy, hours: 'open' | 'closed'): Policy {
  const routing = policy.routing
    .filter(({ when }) => !when.hours || when.hours === hours)
    .map((rule) => ({ ...rule, when: { ...rule.when, hours: null } }));
  return { ...policy, routing };
}
