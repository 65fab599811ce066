import type { Delivery, HookTrial, Webhook } from '#lib/api/crm/hooks.ts';
import { m } from '#lib/paraglide/messages.js';

export const KINDS: Record<Delivery['kind'], () => string> = {
  'chat.started': m.hook_chat_started,
  'chat.contact_given': m.hook_contact_given,
  'chat.assigned': m.hook_assigned,
  'chat.answered_first': m.hook_answered_first,
  'chat.finished': m.hook_finished,
  'message.received': m.hook_message_received,
  'message.sent': m.hook_message_sent,
  'lead.made': m.hook_lead_made,
  'order.made': m.hook_order_made,
};

export const STATES: Record<Delivery['state'], () => string> = {
  waiting: m.hook_waiting,
  delivered: m.hook_delivered,
  failed: m.hook_failed,
};

/** Whether it works, in a word. */
export function standingWords({ isOn, offReason, waiting }: Webhook): string {
  if (!isOn && offReason === 'failing') return m.hook_off_failing();
  if (!isOn && offReason === 'gone') return m.hook_off_gone();
  if (!isOn) return m.switched_off();
  return waiting > 0 ? m.hook_on_waiting({ count: waiting }) : m.switched_on();
}

/** What came of one try. */
export function answerWords({ status, reason }: { status: number | null; reason: string | null }): string {
  if (status !== null) return m.hook_answered({ status: String(status) });
  if (reason === 'inside' || reason === 'address') return m.hook_inside();
  return reason === 'slow' ? m.hook_slow() : m.hook_away();
}

export const trialWords = (trial: HookTrial): string => (trial.ok ? m.hook_trial_ok() : answerWords(trial));
