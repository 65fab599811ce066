import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';

/** What the settings of routing are called, in the order of their page. */
export const ROUTING_TITLES: Record<string, () => string> = {
  distribution: m.routing_distribution,
  personalManager: m.routing_personal_manager,
  sameOperator: m.routing_same_operator,
  capacity: m.routing_capacity,
  matchLanguage: m.routing_match_language,
  matchSkills: m.routing_match_skills,
  absentOperators: m.routing_absent,
  routing: m.routing_rules,
  escalation: m.routing_escalation,
};

const WORDS: Record<string, Record<string, () => string>> = {
  distribution: { off: m.switched_off, active: m.routing_active_value, even: m.routing_even_value },
  absentOperators: { at_once: m.routing_at_once, on_message: m.routing_on_message },
};

/** A value of one of them in words; null for what is said as everywhere. */
export function routingValue(path: string, value: unknown): string | null {
  if (path === 'capacity' && value === 0) return m.without_limit();
  if (path === 'routing' && Array.isArray(value)) return counted(value, m.rule_none, m.rule_count);
  if (path === 'escalation' && Array.isArray(value)) return counted(value, m.escalation_none, m.escalation_count);
  return typeof value === 'string' ? (own(own(WORDS, path) ?? {}, value)?.() ?? null) : null;
}

function counted(list: unknown[], none: () => string, some: (about: { count: number }) => string): string {
  return list.length === 0 ? none() : some({ count: list.length });
}
