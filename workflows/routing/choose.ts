import type { RoutingRule, Strategy } from '../settings/vocabulary.ts';
import { consider } from './consider.ts';
import { ruleFor } from './match.ts';
import { nobody, among } from './pick.ts';
import { Standing } from './standing.ts';
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
  const standing = new Standing(question, rule);
  const found = decide(standing);
  return { ...found, considered: consider(standing, found) };
}

/** The choice alone, under the rule that is known to fit: for whoever makes thousands of them and shows none. */
export function chooseBriefly(question: Question, rule: RoutingRule | null): Choice {
  return decide(new Standing(question, rule));
}

function decide(standing: Standing): Choice {
  const { rule } = standing;
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
    byContact(standing, empty) ?? byHistory(standing, empty) ?? byStep(standing, empty) ?? byRule(standing, empty, rule)
  );
}

function byContact(standing: Standing, choice: NobodyChosen): Choice | null {
  const { ask, policy } = standing.question;
  if (ask !== 'contact' && (ask !== 'first' || !policy.personalManager)) return null;
  const { contactId, managerId } = standing;
  const manager = managerId === null ? undefined : standing.find(managerId);
  if (manager && standing.obstacle(manager) === null)
    return { ...choice, employeeId: manager.id, code: 'manager', contactId };
  return ask === 'contact' ? { ...choice, code: 'no_manager', contactId } : null;
}

function byHistory(standing: Standing, choice: NobodyChosen): Choice | null {
  const { ask, policy } = standing.question;
  if (ask !== 'first' || !policy.sameOperator) return null;
  const previous = standing.previous;
  return previous && standing.isStillThere(previous) ? { ...choice, employeeId: previous.id, code: 'previous' } : null;
}

/** A step of the escalation names a team or a person. */
function byStep(standing: Standing, choice: NobodyChosen): Choice | null {
  const { ask, target } = standing.question;
  if (ask === 'person') {
    const person = target === null ? undefined : standing.find(target);
    if (!person) return { ...choice, code: 'no_candidates' };
    const free = standing.obstacle(person) === null;
    return free ? { ...choice, employeeId: person.id, code: 'person' } : nobody(choice, standing, [person]);
  }
  if (ask !== 'team') return null;
  return among(standing, choice, standing.inTeam(target), 'active', `team/${target}`);
}

function byRule(standing: Standing, choice: NobodyChosen, rule: RoutingRule | null): Choice {
  const { ask, policy } = standing.question;
  const { distribution } = policy;
  // An escalation without a distribution goes to those who are there.
  if (distribution === 'off' && ask !== 'next') return { ...choice, code: 'distribution_off' };
  const strategy: Strategy = rule?.strategy ?? (distribution === 'off' ? 'active' : distribution);
  return among(standing, { ...choice, ruleId: rule?.id ?? null }, standing.members, strategy, rule?.id ?? PAGE_POOL);
}
