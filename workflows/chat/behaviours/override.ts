import type { Rules } from '../../settings/vocabulary.ts';
import type { ChatState, Millis, Override } from '../vocabulary.ts';
import type { Planned } from './behaviour.ts';
import { plannedFor } from './deadlines.ts';

/** The chat with its deadline moved to `at`, or dropped; overrides of past occasions are forgotten. */
export function override(
  chat: ChatState,
  { kind, key }: Planned,
  at: Millis | null,
  rules: Rules,
  how: Pick<Override, 'byHand' | 'times'> = {},
): ChatState {
  const current = plannedFor({ ...chat, overrides: [] }, rules);
  const kept = (chat.overrides ?? []).filter(
    (old) => old.kind !== kind && current.some((deadline) => deadline.kind === old.kind && deadline.key === old.key),
  );
  const added: Override = { kind, key, at, ...how };
  return { ...chat, overrides: [...kept, added] };
}
