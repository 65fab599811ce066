import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';
import type { LeadRule } from '#workflows/settings/vocabulary.ts';
import { leadSources } from './source-names.svelte.ts';

/** What the settings of automatic leads are called. */
export const LEAD_TITLES: Record<string, () => string> = { autoLead: m.auto_lead, leadSourceId: m.lead_source };

export const LEAD_RULE_WORDS: Record<LeadRule, () => string> = {
  off: m.auto_lead_off,
  each: m.auto_lead_each,
  if_none_open: m.auto_lead_if_none_open,
  not_known_contacts: m.auto_lead_not_known,
};

/** A value of one of them in words; null for what is said as everywhere. */
export function leadValue(path: string, value: unknown): string | null {
  if (path === 'leadSourceId' && typeof value === 'string') return leadSources.nameOf(value) ?? m.lead_source_chosen();
  return path === 'autoLead' && typeof value === 'string' ? (own(LEAD_RULE_WORDS, value)?.() ?? null) : null;
}
