import type { Assignment } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

type Code = Assignment['code'];

/** Why this one, or why nobody: inside a sentence. */
const REASONS: Record<Code, () => string> = {
  manager: m.why_chosen_manager,
  previous: m.why_chosen_previous,
  turn: m.why_chosen_turn,
  least: m.why_chosen_least,
  only_one: m.why_chosen_only_one,
  person: m.why_chosen_person,
  distribution_off: m.why_nobody_distribution_off,
  no_candidates: m.why_nobody_no_candidates,
  all_on_leave: m.why_nobody_all_on_leave,
  all_full: m.why_nobody_all_full,
  all_tried: m.why_nobody_all_tried,
  nobody_fits: m.why_nobody_nobody_fits,
  no_manager: m.why_nobody_no_manager,
};

const TEXTS: Record<Code, () => string> = {
  manager: m.why_how_manager,
  previous: m.why_how_previous,
  turn: m.why_how_turn_online,
  least: m.why_how_least_online,
  only_one: m.why_how_only_one,
  person: m.why_how_person,
  distribution_off: m.why_nobody_text_distribution_off,
  no_candidates: m.why_nobody_text_no_candidates,
  all_on_leave: m.why_nobody_text_all_on_leave,
  all_full: m.why_nobody_text_all_full,
  all_tried: m.why_nobody_text_all_tried,
  nobody_fits: m.why_nobody_text_nobody_fits,
  no_manager: m.why_nobody_text_no_manager,
};

/** "настала черга", "усі на межі"; a code that this build does not know stays as it is. */
export function chosenBecause(code: string): string {
  return isKnown(code) ? REASONS[code]() : code;
}

/** The same as a sentence of its own. */
export function chosenText(code: string): string {
  return isKnown(code) ? TEXTS[code]() : m.why_other();
}

function isKnown(code: string): code is Code {
  return code in REASONS;
}
