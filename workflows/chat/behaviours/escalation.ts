import type { EscalationStep, Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, andThen, unchanged } from '../and-then.ts';
import { seek } from '../operators/seek.ts';
import { because } from '../say.ts';
import type { ChatState, Millis, Reasons } from '../vocabulary.ts';
import { waitsSince } from '../wait.ts';
import type { Behaviour, Due } from './behaviour.ts';
import { after } from './clock.ts';

/** Nobody answered in time: somebody else is sought, step by step. */
export const escalation: Behaviour<'escalation', 'escalation'> = {
  kind: 'escalation',
  setting: 'escalation',
  isFixed: false,
  isNoted: false,
  afterDelivery: false,

  /**
   * Counted from the wait's beginning, the last step, or the moment its operator came: whoever gets a chat gets the
   * whole time.
   */
  plan(chat, rules) {
    const next = nextStep(chat, rules);
    if (!next) return null;
    const { since, taken, step } = next;
    const from = Math.max(since, taken > 0 ? (chat.ladder?.at ?? 0) : 0, chat.operators[0]?.since ?? 0);
    const at = after(from, step, rules.workingHours);
    return at === null ? null : { at, key: `${from}/${taken}` };
  },

  keepsHours: (chat, rules) => nextStep(chat, rules)?.step.clock === 'working',

  act(chat, due) {
    const next = nextStep(chat, due.rules);
    return next ? escalate(chat, next, due) : unchanged(chat);
  },
};

/** The step to take next in the present wait, and how many were taken in it. */
interface Next {
  since: Millis;
  taken: number;
  step: EscalationStep;
}

function nextStep(chat: ChatState, rules: Rules): Next | null {
  const since = waitsSince(chat);
  if (since === null) return null;
  // An older word that comes late is no new wait.
  const taken = chat.ladder && since <= chat.ladder.waits ? chat.ladder.steps : 0;
  // Settings kept by an older build know of none.
  const step = ((rules.escalation as EscalationStep[] | undefined) ?? [])[taken];
  return step ? { since, taken, step } : null;
}

/** Whom the step names is sought. Who had the chat keeps it until there is one. */
function escalate(chat: ChatState, { since, taken, step }: Next, { planned, now, rules }: Due): OpenOutcome {
  const { to, minutes, id } = step;
  const steps = taken + 1;
  const facts = { rung: steps, to, minutes, target: id };
  const reason: Reasons['escalated'] = { code: 'no_answer', ...facts, ...because('escalation', rules) };
  const higher: OpenOutcome = {
    chat: { ...chat, ladder: { waits: since, steps, at: now } },
    decisions: [{ kind: 'escalated', at: now, dueAt: planned.at, reason }],
    commands: [],
  };
  return andThen(higher, (open) => seek(open, { as: to, since, target: id }));
}
