import { api } from '#lib/api/api.ts';
import { serverNow } from '#lib/api/server-time.ts';
import type { Chat } from '#lib/api/types.ts';
import { UNDO_SECONDS } from '#lib/chat/finish/ending.ts';

const UNDO_MS = UNDO_SECONDS * 1000;
/** Of many that were deleted at once each would hide what is behind it: what they have in common is told elsewhere. */
const MOST = 3;

export interface Undoable {
  chat: Chat;
  /** Epoch milliseconds of the server's clock until which it is offered. */
  until: number;
}

/**
 * Chats that this person has just deleted, each for the seconds in which it is offered to put it back: also in a window
 * that was opened meanwhile. Afterwards the bin has them.
 */
class JustDeleted {
  items = $state.raw<Undoable[]>([]);
  /** For so many days the bin keeps a chat; null: nobody has asked yet. */
  days = $state<number | null>(null);

  /** What this admin deleted right before. */
  async open(employeeId: string): Promise<void> {
    const { items, days } = await api.chats.deleted({ page: 1, pageSize: MOST + 1 });
    this.days = days;
    const own = items
      .map((chat) => ({ chat, until: Date.parse(chat.deleted?.at ?? '') + UNDO_MS }))
      .filter(({ chat, until }) => chat.deleted?.by?.id === employeeId && until > serverNow());
    if (own.length <= MOST) this.items = own;
  }

  async remove({ number }: Chat): Promise<Chat> {
    const chat = await api.chats.remove(number);
    this.items = [...this.items.filter((item) => item.chat.number !== number), { chat, until: serverNow() + UNDO_MS }];
    return chat;
  }

  async restore({ number }: Chat): Promise<Chat> {
    const chat = await api.chats.restore(number);
    this.forget(number);
    return chat;
  }

  forget(number: number) {
    this.items = this.items.filter(({ chat }) => chat.number !== number);
  }
}

export const justDeleted = new JustDeleted();
