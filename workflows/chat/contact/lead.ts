import type { LeadRule, Rules } from '../../settings/vocabulary.ts';
import { because } from '../say.ts';
import type { ChatState, Decision, Input, Millis, Outcome, Own, Reasons, Request } from '../vocabulary.ts';
import { phaseOf } from './phase.ts';

type Rule = Exclude<LeadRule, 'off'>;

const CODES = {
  each: 'every_chat',
  if_none_open: 'if_none_open',
  not_known_contacts: 'not_known_contacts',
} as const satisfies Record<Rule, Reasons['lead_wanted']['code']>;

/**
 * A client's request came to be an operator's: with the first word of a chat, or as their contact was asked for. Then
 * the settings of that moment say whether a lead is wanted for it, once. What comes of that is heard later
 * (`lead_settled`).
 */
export function wantLead(
  before: ChatState | null,
  outcome: Outcome,
  happened: Input | Request | Own,
  now: Millis,
  rules: Rules,
): Outcome {
  const rule = ruleOf(rules);
  if (rule === null || !outcome.chat || outcome.refusal || !isHandedOver(before, outcome.chat, happened))
    return outcome;
  // Rules that an older build read do not name one.
  const { leadSourceId: sourceId = null } = rules as Partial<Rules>;
  const wanted: Decision = {
    kind: 'lead_wanted',
    at: now,
    reason: { code: CODES[rule], ...because('autoLead', rules) },
  };
  return {
    ...outcome,
    decisions: [...outcome.decisions, wanted],
    commands: [...outcome.commands, { kind: 'want_lead', rule, sourceId, at: now }],
  };
}

function ruleOf({ autoLead }: Rules): Rule | null {
  if (autoLead === true) return 'each';
  return typeof autoLead === 'string' && autoLead !== 'off' ? autoLead : null;
}

function isHandedOver(before: ChatState | null, after: ChatState, { kind }: Input | Request | Own): boolean {
  if (after.status === 'finished' || phaseOf(after) !== 'open') return false;
  return before === null ? kind === 'client_wrote' : phaseOf(before) !== 'open';
}
