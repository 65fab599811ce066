import type { RoutingRule, Strategy } from '../settings/vocabulary.ts';
import { consider } from './consider.ts';
import { ruleFor } from './match.ts';
import { nobody, among } from './pick.ts';
import { Eligibility } from './eligibility.ts';
import type { Choice, NobodyChosen, Question } from './vocabulary.ts';

/** Turns of a page where no rule fits. */
export const PAGE_POOL = 'page';
const NO_PRIORITY = 0;

/**
 * Who gets the chat, and why: pure, it depends on nothing but the question. First the personal manager, then who led
 * the client's last chat, then the first rule that fits (or the page's distribution): of its people those who are free,
 * who are online where that counts, who know the client's language and the page, and of these by turns or by load. No
 * limit is ever exceeded.
 */
export function chooseOperator(question: Question): Choice {
  const rule = question.ask === 'contact' ? null : ruleFor(question.chat, question.policy, question.at);
  const eligibility = new Eligibility(question, rule);
  const found = decide(eligibility);
  return { ...found, considered: consider(eligibility, found) };
}

/** The choice alone, under the rule that is known to fit: for whoever makes thousands of them and shows none. */
export function chooseBriefly(question: Question, rule: RoutingRule | null): Choice {
  return decide(new Eligibility(question, rule));
}

function decide(eligibility: Eligibility): Choice {
  const { rule } = eligibility;
  const empty: NobodyChosen = {
    employeeId: null,
    code: 'nobody_fits',
    ruleId: null,
    pool: null,
    strategy: null,
    fellBack: false,
    priority: rule?.priority ?? NO_PRIORITY,
    contactId: null,
    tieBreak: null,
    considered: [],
  };
  return (
    byContact(eligibility, empty) ??
    byHistory(eligibility, empty) ??
    byStep(eligibility, empty) ??
    byRule(eligibility, empty, rule)
  );
}

function byContact(eligibility: Eligibility, choice: NobodyChosen): Choice | null {
  const { ask, policy } = eligibility.question;
  if (ask !== 'contact' && (ask !== 'first' || !policy.personalManager)) return null;
  const { contactId, managerId } = eligibility;
  const manager = managerId === null ? undefined : eligibility.find(managerId);
  if (manager && eligibility.obstacle(manager) === null)
    return { ...choice, employeeId: manager.id, code: 'manager', contactId };
  return ask === 'contact' ? { ...choice, code: 'no_manager', contactId } : null;
}

function byHistory(eligibility: Eligibility, choice: NobodyChosen): Choice | null {
  const { ask, policy } = eligibility.question;
  if (ask !== 'first' || !policy.sameOperator) return null;
  const previous = eligibility.previous;
  return previous && eligibility.isStillThere(previous)
    ? { ...choice, employeeId: previous.id, code: 'previous' }
    : null;
}

/** A step of the escalation names a team or a person. */
function byStep(eligibility: Eligibility, choice: NobodyChosen): Choice | null {
  const { ask, target } = eligibility.question;
  if (ask === 'person') {
    const person = target === null ? undefined : eligibility.find(target);
    if (!person) return { ...choice, code: 'no_candidates' };
    const free = eligibility.obstacle(person) === null;
    return free ? { ...choice, employeeId: person.id, code: 'person' } : nobody(choice, eligibility, [person]);
  }
  if (ask !== 'team') return null;
  return among(eligibility, choice, eligibility.inTeam(target), 'active', `team/${target}`);
}

function byRule(eligibility: Eligibility, choice: NobodyChosen, rule: RoutingRule | null): Choice {
  const { ask, policy } = eligibility.question;
  const { distribution } = policy;
  // An escalation without a distribution goes to those who are there.
  if (distribution === 'off' && ask !== 'next') return { ...choice, code: 'distribution_off' };
  const strategy: Strategy = rule?.strategy ?? (distribution === 'off' ? 'active' : distribution);
  return among(
    eligibility,
    { ...choice, ruleId: rule?.id ?? null },
    eligibility.members,
    strategy,
    rule?.id ?? PAGE_POOL,
  );
}
