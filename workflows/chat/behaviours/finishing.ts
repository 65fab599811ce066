import { unchanged } from '../and-then.ts';
import type { Behaviour } from './behaviour.ts';

/** A person finished the chat and could still undo it: now it ends, in their name. */
export const finishing: Behaviour<'finish', ''> = {
  kind: 'finish',
  setting: '',
  isFixed: true,
  isNoted: false,
  // What they said before it was accepted: the end waits for nothing but the moment of undoing.
  afterDelivery: false,
  plan: ({ ending }) => (ending ? { at: ending.until, key: String(ending.at) } : null),
  keepsHours: () => false,

  act(chat, { planned: { at: dueAt }, now }) {
    const { ending, ...rest } = chat;
    if (!ending) return unchanged(chat);
    const reason = { code: 'operator_said', from: chat.status, to: 'finished' } as const;
    return {
      chat: { ...rest, status: 'finished' },
      decisions: [{ kind: 'finished', at: now, by: ending.by, dueAt, reason }],
      commands: [],
    };
  },
};
