import type { Estimate, ShadowReport } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Moved = Estimate['moved']['items'][number];
type Side = ShadowReport['items'][number]['draft'];

const ASSUMPTIONS: Record<Estimate['assumes'][number], () => string> = {
  presence_as_recorded: m.whatif_assumes_presence_as_recorded,
  people_as_today: m.whatif_assumes_people_as_today,
  chats_last_as_long: m.whatif_assumes_chats_last_as_long,
  by_hand_distributed: m.whatif_assumes_by_hand_distributed,
  no_ladder: m.whatif_assumes_no_escalation,
};

export function assumptionWords(code: Estimate['assumes'][number]): string {
  return ASSUMPTIONS[code]();
}

/** Why the draft gives the chat to this one. */
export function becauseWords({ code, rule }: Pick<Moved, 'code' | 'rule'> | Pick<Side, 'code' | 'rule'>): string {
  if (code === 'manager') return m.whatif_why_manager();
  if (code === 'previous') return m.whatif_why_previous();
  if (!SHARED.includes(code ?? '')) return m.whatif_why_nobody();
  return rule === null ? m.whatif_why_common() : m.whatif_why_rule({ name: rule });
}

/** By turns or by load, among those whom a rule names or among all. */
const SHARED = ['turn', 'least', 'only_one'];
