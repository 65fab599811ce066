/** Why this operator. */
export const CHOSEN = ['manager', 'previous', 'turn', 'least', 'only_one', 'person'] as const;
/** Why nobody. */
export const NOBODY = [
  'distribution_off',
  'no_candidates',
  'all_on_leave',
  'all_full',
  'all_tried',
  'nobody_fits',
  'no_manager',
] as const;
/** What speaks for or against somebody. */
export const REMARKS = [
  'manager',
  'previous',
  'online',
  'turn',
  'least',
  'knows_language',
  'has_skill',
  'away',
  'offline',
  'on_leave',
  'full',
  'tried',
  'not_in_rule',
  'not_in_team',
  'not_named',
  'language',
  'skill',
  'later_turn',
  'more_chats',
] as const;
