import type { NeighbourTrial } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

/** What came of asking the other CRM whether it answers. */
export function trialWords({ name, reason, status }: NeighbourTrial): string {
  if (reason === null) return name === '' ? m.neighbour_answers() : m.neighbour_answers_as({ name });
  if (reason === 'refused')
    return status === 401 || status === 403 ? m.neighbour_unsigned() : m.neighbour_refused({ status: String(status) });
  return {
    address: m.neighbour_inside,
    inside: m.neighbour_inside,
    away: m.neighbour_away,
    slow: m.neighbour_slow,
    too_large: m.neighbour_unreadable,
    unreadable: m.neighbour_unreadable,
  }[reason]();
}
