import { graphError, wrong } from './error.ts';
import { isRecord, text } from './request.ts';

const mediaTypes = new Set(['image', 'audio', 'video', 'file']);

export type CheckedMessage = {
  text: string | undefined;
  metadata: string | undefined;
  stickerId: string | undefined;
  quickReplies: { content_type: string; title?: string; payload?: string }[] | undefined;
  attachment: { type: string; payload: Record<string, unknown> } | undefined;
};

/** The body's `message` by the rules of the Send API reference; throws the refusal that Meta would answer. */
export function checkMessage(message: unknown, hasFile: boolean): CheckedMessage {
  if (!isRecord(message)) throw wrong('The parameter message is required', 2018014);
  const written = message['text'];
  if (written !== undefined && typeof written !== 'string') throw wrong('Param message[text] must be a string');
  const attachment = checkAttachment(message['attachment'], hasFile);
  const stickerId = stickerIdOf(message['sticker_id']);
  checkContent(written, attachment !== undefined, stickerId !== undefined);
  return {
    text: written,
    metadata: checkMetadata(message['metadata']),
    stickerId,
    quickReplies: checkQuickReplies(message['quick_replies']),
    attachment,
  };
}

/** A number in one place of the reference, a string in another. */
function stickerIdOf(id: unknown): string | undefined {
  return typeof id === 'number' ? String(id) : text(id);
}

function checkContent(written: string | undefined, hasAttachment: boolean, hasSticker: boolean): void {
  if (written === undefined && !hasAttachment && !hasSticker)
    throw wrong('Empty message: text or attachment must be set', 2018034);
  if (written !== undefined && hasAttachment)
    throw wrong('Param message must be non-empty with either text or attachment', 2018014);
  if (written === undefined) return;
  if (written === '' || written.trim() === '')
    throw wrong('Empty message: param message[text] must not be empty', 2018034);
  if (lengthOf(written) >= 2000) throw wrong('Length of param message[text] must be less than or equal to 2000');
}

function checkMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  if (typeof metadata !== 'string') throw wrong('Param message[metadata] must be a string');
  if (lengthOf(metadata) >= 1000) throw wrong('Length of param message[metadata] must be less than or equal to 1000');
  return metadata;
}

function checkQuickReplies(replies: unknown): CheckedMessage['quickReplies'] {
  if (replies === undefined) return undefined;
  if (!Array.isArray(replies) || replies.length > 13)
    throw wrong('Param message[quick_replies] must be an array of at most 13 elements');
  return replies.map(checkQuickReply);
}

function checkQuickReply(reply: unknown, index: number) {
  const where = `message[quick_replies][${index}]`;
  if (!isRecord(reply)) throw wrong(`Param ${where} must be an object`);
  const type = text(reply['content_type']);
  if (type === 'user_phone_number' || type === 'user_email') return { content_type: type };
  if (type !== 'text') throw wrong(`Param ${where}[content_type] must be one of {TEXT, USER_PHONE_NUMBER, USER_EMAIL}`);
  const title = text(reply['title']) ?? '';
  const payload = text(reply['payload']);
  if (title === '' && reply['image_url'] === undefined) throw wrong(`Param ${where}[title] must be set`);
  if (lengthOf(title) > 20) throw wrong(`Length of param ${where}[title] must be less than or equal to 20`);
  if (payload === undefined || payload.length > 1000)
    throw wrong(`Param ${where}[payload] must be a string of at most 1000 characters`);
  return { content_type: type, title, payload };
}

function checkAttachment(attachment: unknown, hasFile: boolean): CheckedMessage['attachment'] {
  if (attachment === undefined) return undefined;
  if (!isRecord(attachment)) throw wrong('Param message[attachment] must be an object', 2018032);
  const type = text(attachment['type'])?.toLowerCase();
  const payload = isRecord(attachment['payload']) ? attachment['payload'] : {};
  if (type === 'template') return { type, payload: checkTemplate(payload) };
  if (type === undefined || !mediaTypes.has(type))
    throw wrong('Param message[attachment][type] must be one of {AUDIO, FILE, IMAGE, TEMPLATE, VIDEO}', 2018032);
  const { url, attachment_id: id } = payload;
  if (id !== undefined && typeof id !== 'string') throw wrong('Param attachment_id must be a string', 2018074);
  const sources = [url, id, hasFile ? 'file' : undefined].filter((source) => source !== undefined);
  if (sources.length === 0) throw wrong('Upload attachment failure: no url, attachment_id or filedata', 2018047);
  if (sources.length > 1)
    throw wrong('Param message[attachment] must have only one of url, attachment_id and filedata', 2018032);
  return { type, payload };
}

function checkTemplate(payload: Record<string, unknown>): Record<string, unknown> {
  const kind = text(payload['template_type']);
  if (kind === 'button') {
    const length = lengthOf(text(payload['text']) ?? '');
    if (length === 0 || length > 640) throw wrong('Param text of the button template must have 1 to 640 characters');
    checkButtons(payload['buttons'], 1);
  } else if (kind === 'generic') {
    const { elements } = payload;
    if (!Array.isArray(elements) || elements.length === 0 || elements.length > 10)
      throw wrong('Param elements must have 1 to 10 elements');
    elements.forEach(checkElement);
  } else if (kind === undefined) {
    throw wrong('Param template_type must be set', 2018032);
  }
  return payload;
}

function checkElement(element: unknown): void {
  const title = isRecord(element) ? (text(element['title']) ?? '') : '';
  if (!isRecord(element) || title === '' || lengthOf(title) > 80)
    throw wrong('Param title of an element must have 1 to 80 characters');
  if (Object.keys(element).length < 2) throw wrong('An element needs one more property beside its title');
  if (element['buttons'] !== undefined) checkButtons(element['buttons'], 0);
}

function checkButtons(buttons: unknown, least: number): void {
  if (!Array.isArray(buttons) || buttons.length < least || buttons.length > 3)
    throw graphError(400, 100, '(#100) Param buttons must have at most 3 elements');
  for (const button of buttons) {
    const title = isRecord(button) ? (text(button['title']) ?? '') : '';
    if (lengthOf(title) > 20) throw wrong('Length of a button title must be less than or equal to 20');
  }
}

/** In characters, so that an emoji is one and not two. */
function lengthOf(written: string): number {
  return Array.from(written).length;
}
