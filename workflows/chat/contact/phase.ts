import type { ChatPhase, ChatState, Collection } from '../vocabulary.ts';

export type Collecting = Exclude<ChatPhase, 'open'>;

/** The question of each phase. */
export const ASK = {
  collecting_phone: { template: 'askPhone', code: 'phone_required', setting: 'requirePhone' },
  collecting_email: { template: 'askEmail', code: 'email_required', setting: 'requireEmail' },
} as const;

export const phaseOf = (chat: ChatState): ChatPhase => chat.phase ?? 'open';

/** The occasion of the present question, or of saying that its answer was not understood. */
export function occasionOf({ asked, attempts }: Pick<Collection, 'asked' | 'attempts'>): string {
  return attempts === 0 ? String(asked) : `${asked}.${attempts}`;
}
