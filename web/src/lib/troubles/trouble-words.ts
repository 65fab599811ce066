import type { Trouble } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Words = { title: (trouble: { name: string }) => string; cure: () => string };

const WORDS = {
  chat_without_workflow: { title: m.trouble_chat_without_workflow, cure: m.trouble_chat_without_workflow_cure },
  workflow_failing: { title: m.trouble_workflow_failing, cure: m.trouble_workflow_failing_cure },
  input_undecided: { title: m.trouble_input_undecided, cure: m.trouble_input_undecided_cure },
  input_put_aside: { title: m.trouble_input_put_aside, cure: m.trouble_input_put_aside_cure },
  message_put_aside: { title: m.trouble_message_put_aside, cure: m.trouble_message_put_aside_cure },
  event_parked: { title: m.trouble_event_parked, cure: m.trouble_event_parked_cure },
  page_without_key: { title: m.trouble_page_without_key, cure: m.trouble_page_without_key_cure },
  page_token: { title: m.trouble_page_token, cure: m.trouble_page_token_cure },
  page_subscription: { title: m.trouble_page_subscription, cure: m.trouble_page_subscription_cure },
  page_silence: { title: m.trouble_page_silence, cure: m.trouble_page_silence_cure },
  page_usage: { title: m.trouble_page_usage, cure: m.trouble_page_usage_cure },
  page_drift: { title: m.trouble_page_drift, cure: m.trouble_page_drift_cure },
  contact_buttons_gone: { title: m.trouble_contact_buttons_gone, cure: m.trouble_contact_buttons_gone_cure },
  engine_away: { title: m.trouble_engine_away, cure: m.trouble_engine_away_cure },
  engine_restored: { title: m.trouble_engine_restored, cure: m.trouble_engine_restored_cure },
  engine_file_damaged: { title: m.trouble_engine_file_damaged, cure: m.trouble_engine_file_damaged_cure },
  database_restored: { title: m.trouble_database_restored, cure: m.trouble_database_restored_cure },
  database_full: { title: m.trouble_database_full, cure: m.trouble_database_full_cure },
  work_failing: { title: m.trouble_work_failing, cure: m.trouble_work_failing_cure },
  neighbour_failing: { title: m.trouble_neighbour_failing, cure: m.trouble_neighbour_failing_cure },
  neighbour_refusing: { title: m.trouble_neighbour_refusing, cure: m.trouble_neighbour_refusing_cure },
  analytics_failing: { title: m.trouble_analytics_failing, cure: m.trouble_analytics_failing_cure },
  webhook_off: { title: m.trouble_webhook_off, cure: m.trouble_webhook_off_cure },
} satisfies Record<Trouble['kind'], Words>;

/** What is wrong, in words. */
export function troubleTitle({ kind, reason }: Trouble): string {
  return WORDS[kind].title({ name: reason });
}

/** What is done about it, or can be. */
export function troubleCure({ kind }: Trouble): string {
  return WORDS[kind].cure();
}
