import { whyNotInto } from '#db/documents/rule.ts';
import { beginLeaving, forgetUpload } from '#db/outbox/uploads.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import type { FileFacts } from '#db/files/read.ts';
import { isGone } from '../messenger/upload-verdict.ts';
import { judgeSend, type Verdict } from '../messenger/verdict.ts';
import type { SenderDeps } from './sender.ts';
import type { Uploader } from './uploads.ts';

/** One message to the Send API; what became of it. */
export async function callMeta(
  deps: SenderDeps,
  uploader: Uploader,
  message: Outgoing,
  token: string,
): Promise<Verdict> {
  const { file } = message;
  if (file) return sendFile(deps, uploader, { message, file }, token);
  const refused = await ruleOfDocuments(deps, message);
  if (refused) return refused;
  return judgeSend(await deps.graph.post(pathOf(message), textBody(message), token));
}

/**
 * F46 in the moment of sending: since a document took its place in the line its client may have been unlinked, the chat
 * finished, the document cancelled.
 */
async function ruleOfDocuments({ pool }: SenderDeps, { documentId, chatId }: Outgoing): Promise<Verdict | null> {
  if (documentId === null) return null;
  const reason = await whyNotInto(pool, documentId, chatId);
  return reason && { kind: 'fail', reason, detail: 'document' };
}

const pathOf = ({ pageFacebookId }: Outgoing): string => `${pageFacebookId}/messages`;

/** A file is uploaded first, if it is not there, and then sent by its id: only that may leave but once. */
async function sendFile(
  deps: SenderDeps,
  uploader: Uploader,
  { message, file }: { message: Outgoing; file: FileFacts },
  token: string,
): Promise<Verdict> {
  const uploaded = await uploader(message, file, token);
  if (uploaded.kind !== 'there') return uploaded;
  const refused = await ruleOfDocuments(deps, message);
  if (refused) return refused;
  // Whoever has it now settles it: of this try nothing is kept.
  if (!(await beginLeaving(deps.pool, message)))
    return { kind: 'unknown', reason: 'no_confirmation', detail: 'taken over' };
  const body = {
    ...common(message),
    message: { attachment: { type: file.kind, payload: { attachment_id: uploaded.id } }, metadata: message.id },
  };
  const verdict = judgeSend(await deps.graph.post(pathOf(message), body, token));
  if (!isGone(verdict) || verdict.kind !== 'fail') return verdict;
  await forgetUpload(deps.pool, uploaded.id, message.pageId);
  // It was there once: it is uploaded anew. What is refused right after its upload is refused for good.
  return uploaded.isReused ? { kind: 'retry', reason: 'facebook_unavailable', detail: verdict.detail } : verdict;
}

/** The tag stands on a person's answer only, once its window is over (messenger-platform §3.2). */
const common = ({ psid, tag, replyToMid }: Outgoing) => ({
  recipient: { id: psid },
  ...(replyToMid === null ? {} : { reply_to: { mid: replyToMid } }),
  ...(tag === null ? { messaging_type: 'RESPONSE' } : { messaging_type: 'MESSAGE_TAG', tag }),
});

function textBody(message: Outgoing) {
  const { id, text, quickReplies, buttons } = message;
  if (buttons) return { ...common(message), message: { attachment: buttonsUnder(text, buttons), metadata: id } };
  return {
    ...common(message),
    // The echo brings it back: by this the message is recognised whatever became of the answer.
    message: { text, metadata: id, ...(quickReplies ? { quick_replies: quickReplies } : {}) },
  };
}

/** Meta's button template: words with what opens an address (messenger-platform §3.6). */
const buttonsUnder = (text: string, buttons: NonNullable<Outgoing['buttons']>) => ({
  type: 'template',
  payload: {
    template_type: 'button',
    text,
    buttons: buttons.map(({ title, url }) => ({ type: 'web_url', title, url })),
  },
});
