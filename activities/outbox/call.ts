import type { FileFacts } from '#db/files/read.ts';
import type { Outgoing } from '#db/outbox/outgoing.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { GraphAnswer } from '../messenger/graph-call.ts';
import type { SenderDeps } from './sender.ts';
import type { FileCache } from './file-cache.ts';

/** One message to the Send API: as JSON, or with its file. */
export async function callMeta(deps: SenderDeps, files: FileCache, message: Outgoing): Promise<GraphAnswer> {
  const path = `${message.pageFacebookId}/messages`;
  const token = deps.keyring.open(message.sealedToken, tokenPlace(message.pageFacebookId));
  if (!message.file) return deps.graph.post(path, textBody(message), token);
  const content = await files(message.file).catch((error: unknown) => {
    deps.log.warn({ error, message: message.id }, 'a file could not be read');
    return null;
  });
  // Nothing has left: it is tried again.
  if (!content) return { kind: 'not_left', code: 'FILE_NOT_READ' };
  return deps.graph.postForm(path, fileForm(message, message.file, content), token);
}

/** The tag stands on a person's answer only, once its window is over (messenger-platform §3.2). */
const common = ({ psid, tag, replyToMid }: Outgoing) => ({
  recipient: { id: psid },
  ...(replyToMid === null ? {} : { reply_to: { mid: replyToMid } }),
  ...(tag === null ? { messaging_type: 'RESPONSE' } : { messaging_type: 'MESSAGE_TAG', tag }),
});

function textBody(message: Outgoing) {
  const { id, text, quickReplies } = message;
  return {
    ...common(message),
    // The echo brings it back: by this the message is recognised whatever became of the answer.
    message: { text, metadata: id, ...(quickReplies ? { quick_replies: quickReplies } : {}) },
  };
}

/** Objects go as JSON text; the file's part has to say its type, or Meta refuses it (messenger-platform §3.4). */
function fileForm(message: Outgoing, { kind, name }: FileFacts, content: Blob): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(common(message)))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  form.set('message', JSON.stringify({ attachment: { type: kind, payload: {} }, metadata: message.id }));
  form.set('filedata', content, name);
  return form;
}
