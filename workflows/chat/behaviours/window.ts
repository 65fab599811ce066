import { unchanged } from '../and-then.ts';
import type { Millis, Reasons } from '../vocabulary.ts';
import { endOf } from '../window.ts';
import type { Behaviour } from './behaviour.ts';

/** How late a deadline may be handled and still count as on time. */
const ON_TIME_MS: Millis = 5_000;

/** Meta's window closes: that is noted once; a late note says when it was due. */
export const windowCloses: Behaviour<'window_closes', ''> = {
  kind: 'window_closes',
  setting: '',
  isFixed: true,
  isNoted: true,
  afterDelivery: false,
  plan: ({ window }) => (window && !window.closed ? { at: endOf(window), key: '' } : null),
  keepsHours: () => false,

  act(chat, { planned: { at: dueAt }, now }) {
    const { window } = chat;
    if (!window) return unchanged(chat);
    const code = now - dueAt > ON_TIME_MS ? 'handled_late' : 'silence';
    const reason: Reasons['window_closed'] = { code, opened: window.reason };
    return {
      chat: { ...chat, window: { ...window, closed: true } },
      decisions: [{ kind: 'window_closed', at: now, dueAt, reason }],
      commands: [],
    };
  },
};
