import type { Rules } from '../../settings/vocabulary.ts';
import { type OpenOutcome, unchanged } from '../and-then.ts';
import { because } from '../say.ts';
import type { ChatState, Millis, Reasons } from '../vocabulary.ts';

/** A new chat: whether the settings want a lead for it. What comes of that is the CRM's. */
export function wantLead(chat: ChatState, now: Millis, rules: Rules): OpenOutcome {
  if (!rules.autoLead) return unchanged(chat);
  const reason: Reasons['lead_wanted'] = { code: 'every_chat', ...because('autoLead', rules) };
  return { chat, decisions: [{ kind: 'lead_wanted', at: now, reason }], commands: [] };
}
