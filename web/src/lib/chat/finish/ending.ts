import type { Chat } from '#lib/api/types.ts';

/** For so many seconds a finish can be undone. */
export const UNDO_SECONDS = 10;

/** When the chat ends, in epoch milliseconds, while that can be undone; null: nobody is finishing it. */
export function endOf({ status, deadlines }: Chat): number | null {
  const end = status === 'finished' ? undefined : deadlines.find(({ kind }) => kind === 'finish');
  return end ? Date.parse(end.at) : null;
}

/** Whole seconds that are left for undoing. */
export function secondsLeft(end: number, now: number): number {
  return Math.max(0, Math.ceil((end - now) / 1000));
}
