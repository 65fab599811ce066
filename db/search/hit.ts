import type { ChatStatus } from '#workflows/chat/vocabulary.ts';
import { visibleTo } from '#db/chats/viewer.ts';

export type HitKind = 'number' | 'phone' | 'email' | 'name' | 'page' | 'contact' | 'message' | 'file';

/** A chat that is meant, and what of it names it. */
export interface Hit {
  kind: HitKind;
  number: number;
  status: ChatStatus;
  firstName: string;
  lastName: string;
  pageId: string;
  pageName: string;
  /** What was found; of a message all it says. */
  text: string;
  /** Of the message, else of the last contact. */
  at: Date;
  messageId: string | null;
  direction: 'in' | 'out' | null;
}

/** SQL for what is told of the chat `c`. */
export const CHAT_OF_HIT = `c.number, c.status, cl.first_name as "firstName", cl.last_name as "lastName",
  c.page_id as "pageId", p.name as "pageName"`;
/** And of a hit that is no message. */
export const HIT_COLUMNS = `${CHAT_OF_HIT}, c.last_contact_at as at, null::uuid as "messageId",
  null::text as direction`;
export const HIT_TABLES = 'join client cl on cl.id = c.client_id join page p on p.id = c.page_id';

/** In the bin is nothing; of what the viewer `$1` does not see neither. */
export const MAY_BE_TOLD = `c.led is not null and ${visibleTo(1)}`;
