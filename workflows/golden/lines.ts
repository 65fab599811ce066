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
};

/** A decision as a line; null: it is no outcome. */
export function lineOf({ kind, at, about, reason = { code: '' } }: Decision, start: Millis): Line | null {
  const known = KINDS[kind];
  if (!known) return null;
  const { code, template, to } = reason;
  const what = reason['what'] ?? reason['deadline'];
  return {
    at: at - start,
    kind: known,
    code: kind === 'status_changed' ? String(to) : code,
    ...(template === undefined ? {} : { template: String(template) }),
    ...(what === undefined ? {} : { what: String(what) }),
    ...(about === undefined ? {} : { to: about }),
  };
}
