import type { ChatRow } from '#db/chats/row.ts';
import type { Request } from '#workflows/chat/vocabulary.ts';

/** One request on its way. */
export interface Asking {
  chat: ChatRow;
  request: Request;
  updateId: string;
  deadline: number;
  /** The engine's clock is so far ahead of PostgreSQL's. */
  ahead: number;
}
