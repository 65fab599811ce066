import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Faults } from '../faults.ts';
import type { PageMessages } from '../page-messages.ts';
import type { Switches } from '../switches.ts';
import { changed, now, type Attachment, type Message, type Page, type Thread, type World } from '../world.ts';
import { actOn, takesFirst } from './act-on-fault.ts';
import { checkMessage, type CheckedMessage } from './check-message.ts';
import { GraphError, knownError, wrong } from './error.ts';
import type { Send, SendLedger } from './ledger.ts';
import type { RateLimits } from './rate-limits.ts';
import { isRecord, text, type GraphContext, type Params } from './request.ts';
import type { App } from './token.ts';
import type { Uploads } from './uploads.ts';
import { checkWindow } from './window.ts';

export type SendNeeds = {
  world: World;
  app: App;
  faults: Faults;
  ledger: SendLedger;
  uploads: Uploads;
  limits: RateLimits;
  messages: PageMessages;
  switches: () => Switches;
};

type Call = { needs: SendNeeds; page: Page; params: Params; send: Send };

/** `POST /{page}/messages`: a message or a sender action. */
export async function send(c: GraphContext, needs: SendNeeds, page: Page, params: Params): Promise<Response> {
  const { values } = params;
  if (values['sender_action'] !== undefined) return act(c, needs, page, values);
  const call = { needs, page, params, send: recordCall(needs, page.id, values) };
  try {
    const answer = await sendMessage(c, call);
    if (answer !== RESPONSE_ALREADY_SENT) call.send.answeredAt = Date.now();
    return answer;
  } catch (error) {
    if (error instanceof GraphError) markRefused(call.send, error);
    throw error;
  }
}

/** For a call that did not get as far as a page. */
export function recordRefused(needs: SendNeeds, node: string, { values }: Params, error: GraphError): void {
  if (values['sender_action'] === undefined) markRefused(recordCall(needs, node, values), error);
}

function markRefused(entry: Send, { fault: { code, subcode, message } }: GraphError): void {
  Object.assign(entry, { error: { code, subcode: subcode ?? null, message }, answeredAt: Date.now() });
}

async function sendMessage(c: GraphContext, call: Call): Promise<Response> {
  const { needs, page, send: entry } = call;
  const fault = needs.faults.take('send', page.id, entry.psid);
  entry.fault = fault?.kind ?? null;
  if (fault && !takesFirst(fault)) {
    const answer = await actOn(c, fault);
    if (answer) return answer;
  }
  const { thread, message, attachmentId } = await take(call);
  const { mode, ms } = needs.switches().echo;
  if (mode === 'before') {
    needs.messages.echo(thread, message);
    await sleep(ms);
  }
  needs.messages.follow(thread, message);
  const answer = fault && takesFirst(fault) ? await actOn(c, fault) : null;
  if (answer) return answer;
  return c.json({
    recipient_id: thread.psid,
    message_id: message.mid,
    ...(attachmentId === null ? {} : { attachment_id: attachmentId }),
  });
}

async function take({ needs, page, params, send: entry }: Call) {
  const { world, uploads, limits, messages, app } = needs;
  const { values, file } = params;
  const thread = recipientOf(world, page, values);
  const checked = checkMessage(values['message'], file !== null);
  limits.countSend(page.id, checked.attachment?.type);
  if (page.restricted) throw knownError(10, 1893063);
  if (thread.blocked) throw knownError(551, 1545041);
  if (thread.owner === 'inbox') throw wrong('Message not sent: another app is controlling this thread now.', 2018300);
  checkWindow(world, page, thread, values, needs.switches());
  const { attachments, attachmentId } = await attachmentsOf(uploads, page, checked, file);
  const replyTo = isRecord(values['reply_to']) ? text(values['reply_to']['mid']) : undefined;
  const message = messages.accept(thread, {
    ...contentOf(checked, needs.switches()),
    attachments,
    replyTo,
    appId: app.id,
  });
  Object.assign(entry, { accepted: true, mid: message.mid });
  return { thread, message, attachmentId };
}

function contentOf(
  { text: written, metadata, quickReplies }: CheckedMessage,
  { contactButtons }: Switches,
): Pick<Message, 'text' | 'metadata' | 'quickReplies'> {
  const shown = contactButtons ? quickReplies : quickReplies?.filter(({ content_type: type }) => type === 'text');
  return { text: written, metadata, quickReplies: shown };
}

async function attachmentsOf(
  uploads: Uploads,
  page: Page,
  { attachment, stickerId }: CheckedMessage,
  file: File | null,
) {
  const none = { attachments: undefined, attachmentId: null };
  if (stickerId !== undefined)
    return { ...none, attachments: [{ type: 'sticker', payload: { sticker_id: Number(stickerId) } }] };
  if (!attachment) return none;
  if (attachment.type === 'template') return { ...none, attachments: [attachment] as Attachment[] };
  const upload = await uploads.fromRequest(page.id, attachment.type, attachment.payload, file);
  const reusable = attachment.payload['is_reusable'] === true || attachment.payload['is_reusable'] === 'true';
  return { attachments: [uploads.attachmentOf(upload)], attachmentId: reusable ? upload.id : null };
}

function recipientOf(world: World, page: Page, values: Record<string, unknown>): Thread {
  const recipient = values['recipient'];
  if (!isRecord(recipient)) throw wrong('The parameter recipient is required');
  const thread = world.threadOfPsid.get(String(recipient['id']));
  if (!thread || thread.page !== page.id) throw knownError(100, 2018001);
  return thread;
}

async function act(c: GraphContext, needs: SendNeeds, page: Page, values: Record<string, unknown>): Promise<Response> {
  const { world, ledger, faults } = needs;
  if (values['message'] !== undefined) throw wrong('message and sender_action must not be sent together', 2018014);
  const action = text(values['sender_action'])?.toLowerCase() ?? '';
  const thread = recipientOf(world, page, values);
  if (!['typing_on', 'typing_off', 'mark_seen', 'react', 'unreact'].includes(action))
    throw wrong('Param sender_action must be one of {MARK_SEEN, TYPING_OFF, TYPING_ON, REACT, UNREACT}');
  if (thread.blocked) throw knownError(551, 1545041);
  const fault = action.endsWith('react') ? faults.take('actions', page.id, thread.psid) : null;
  if (fault && !takesFirst(fault)) {
    const answer = await actOn(c, fault);
    if (answer) return answer;
  }
  ledger.senderActions.push({ at: Date.now(), page: page.id, psid: thread.psid, action });
  if (action.startsWith('typing')) thread.typing = action === 'typing_on';
  if (action === 'mark_seen') thread.pageSeenAt = now(world);
  if (action.endsWith('react')) react(thread, action, values['payload']);
  changed(world, thread);
  const late = fault && takesFirst(fault) ? await actOn(c, fault) : null;
  return late ?? c.json({ recipient_id: thread.psid });
}

function react(thread: Thread, action: string, payload: unknown): void {
  const given = isRecord(payload) ? payload : {};
  const message = thread.messages.find(({ mid }) => mid === given['message_id']);
  if (!message) throw wrong('Param payload[message_id] must be a message of this conversation');
  message.pageReaction = action === 'react' ? (text(given['reaction']) ?? '❤️') : undefined;
}

function recordCall({ ledger }: SendNeeds, page: string, values: Record<string, unknown>): Send {
  const { recipient, message } = values;
  const given = isRecord(message) ? message : {};
  const attachment = isRecord(given['attachment']) ? given['attachment'] : {};
  return ledger.record({
    page,
    psid: isRecord(recipient) ? String(recipient['id']) : null,
    text: text(given['text']) ?? null,
    metadata: text(given['metadata']) ?? null,
    attachment: text(attachment['type']) ?? null,
    messagingType: text(values['messaging_type']) ?? null,
    tag: text(values['tag']) ?? null,
  });
}
