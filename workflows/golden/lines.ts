import type { Decision, DecisionKind, DecisionOf, Millis } from '../chat/vocabulary.ts';
import type { Line } from './vocabulary.ts';

/** A decision as a line; null: it is no outcome. */
export function lineOf(decision: Decision, start: Millis): Line | null {
  const told = tell(decision);
  return told && { at: decision.at - start, ...told };
}

type Told = Omit<Line, 'at'> | null;

/** Follows from what people did, whatever the settings. */
const noOutcome = (): null => null;

const LINES: { [K in DecisionKind]: (decision: DecisionOf<K>) => Told } = {
  opened: noOutcome,
  finishing: noOutcome,
  kept_open: noOutcome,
  deleted: noOutcome,
  restored: noOutcome,
  window_opened: noOutcome,
  window_closed: noOutcome,
  human_agent: noOutcome,
  answered_in_meta: noOutcome,
  answer_failed: noOutcome,
  recovered: noOutcome,
  linked: noOutcome,
  // What the CRM had at that time.
  lead_settled: noOutcome,
  said: ({ reason: { code, template } }) => ({ kind: 'said', code, template }),
  not_said: ({ reason: { code, template } }) => ({ kind: 'not_said', code, template }),
  contact: ({ reason }) => ({ kind: 'contact', code: reason.code, ...('what' in reason ? { what: reason.what } : {}) }),
  status_changed: ({ reason: { to } }) => ({ kind: 'status', code: to }),
  finished: ({ reason: { code } }) => ({ kind: 'finished', code }),
  joined: ({ reason: { code }, about }) => ({ kind: 'joined', code, ...whom(about) }),
  left: ({ reason: { code }, about }) => ({ kind: 'left', code, ...whom(about) }),
  deadline: ({ reason: { code, deadline } }) => ({ kind: 'deadline', code, what: deadline }),
  lead_wanted: ({ reason: { code } }) => ({ kind: 'lead', code }),
  assigned: ({ reason: { code, rule }, about }) => ({
    kind: 'assigned',
    code,
    ...whom(about),
    ...(rule === null ? {} : { rule }),
  }),
  // Nobody is to be chosen: whoever comes, comes by themselves.
  nobody: ({ reason: { code } }) => (code === 'distribution_off' ? null : { kind: 'nobody', code }),
  transferred: ({ reason: { code }, about }) => ({ kind: 'transferred', code, ...whom(about) }),
  escalated: ({ reason: { to, rung, target } }) => ({
    kind: 'escalated',
    code: to,
    what: String(rung),
    ...whom(to === 'person' ? target : null),
  }),
};

function tell<K extends DecisionKind>(decision: DecisionOf<K>): Told {
  return LINES[decision.kind](decision);
}

/** The employee it is about, where there is one. */
function whom(to: string | null = null): { to?: string } {
  return to === null ? {} : { to };
}
