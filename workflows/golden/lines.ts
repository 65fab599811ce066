import type { Decision, DecisionKind, Millis } from '../chat/vocabulary.ts';
import type { Line, LineKind } from './vocabulary.ts';

/** What is not here follows from what people did, whatever the settings: it is no outcome. */
const KINDS: Partial<Record<DecisionKind, LineKind>> = {
  said: 'said',
  not_said: 'not_said',
  contact: 'contact',
  status_changed: 'status',
  finished: 'finished',
  joined: 'joined',
  left: 'left',
  deadline: 'deadline',
  lead_wanted: 'lead',
  assigned: 'assigned',
  nobody: 'nobody',
  escalated: 'escalated',
};

/** A decision as a line; null: it is no outcome. */
export function lineOf({ kind, at, about, reason = { code: '' } }: Decision, start: Millis): Line | null {
  const known = KINDS[kind];
  // Nobody is to be chosen: whoever comes, comes by themselves.
  if (!known || reason.code === 'distribution_off') return null;
  const { code, template, to, rule, target } = reason;
  const what = reason['what'] ?? reason['deadline'] ?? reason['rung'];
  const who = about ?? (to === 'person' ? target : undefined);
  return {
    at: at - start,
    kind: known,
    code: kind === 'status_changed' || kind === 'escalated' ? String(to) : code,
    ...textual({ template, what, to: who, rule }),
  };
}

/** Those that there are. */
function textual(parts: Partial<Record<'template' | 'what' | 'to' | 'rule', string | number | null | undefined>>) {
  const given = Object.entries(parts).filter(([, part]) => part !== undefined && part !== null);
  return Object.fromEntries(given.map(([name, part]) => [name, String(part)]));
}
