import type { DocumentCard } from '#lib/api/types.ts';
import { m } from '#lib/paraglide/messages.js';

const STATES = new Map<string, () => string>([
  ['waiting', m.document_sending_waiting],
  ['made', m.document_sending_made],
  ['queued', m.document_sending_queued],
  ['sending', m.document_sending_sending],
  ['sent', m.document_sending_sent],
  ['delivered', m.document_sending_delivered],
  ['read', m.document_sending_read],
  ['failed', m.document_sending_failed],
  ['held', m.document_sending_held],
  ['unknown', m.document_sending_unknown],
  ['refused', m.document_sending_refused],
]);

/** How far a sending is, in words. */
export const sendingWord = (state: string): string => STATES.get(state)?.() ?? state;

const WHY: Record<NonNullable<DocumentCard['canSend']['reason']>, () => string> = {
  not_issued: m.document_why_not_issued,
  no_client: m.document_why_no_client,
  no_chat: m.document_why_no_chat,
  not_linked: m.document_why_no_chat,
  chat_finished: m.document_why_finished,
  no_access: m.document_why_no_access,
};

/** Why it cannot be sent; null: it can. */
export const whyWords = ({ canSend }: DocumentCard): string | null => canSend.reason && WHY[canSend.reason]();
