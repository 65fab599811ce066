import type { AlertChoice, Chat, Entry } from '#lib/api/types.ts';

/** Whose chat it is, for the person at this desk. */
export type Whose = 'mine' | 'nobody' | 'others';

export function whoseIs(chat: Pick<Chat, 'operators'>, employeeId: string): Whose {
  if (chat.operators.length === 0) return 'nobody';
  return chat.operators.some(({ id }) => id === employeeId) ? 'mine' : 'others';
}

/** Somebody else, or the chat itself, gave the person a chat. */
export function isGiven({ kind, by, about }: Entry, employeeId: string): boolean {
  return (
    about?.id === employeeId &&
    by?.id !== employeeId &&
    (kind === 'assigned' || kind === 'transferred' || (kind === 'joined' && by !== null))
  );
}

/** Quiet hours may go over midnight. */
export function isQuiet(quiet: AlertChoice['quiet'], now: Date): boolean {
  if (!quiet) return false;
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  const { from, to } = quiet;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
