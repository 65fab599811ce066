import { randomUUID } from 'node:crypto';
import { FILE_KINDS } from '#db/entities/file.ts';
import { type Source, sourcePlace } from '#db/files/fetching.ts';
import type { Seal } from './arrival.ts';
import type { Attachment, Part } from '#db/entities/attachment.ts';
import { type Fields, fieldsOf, linkIn, listOf, wordsIn } from './words.ts';

const ATTACHMENTS_MAX = 100;
/** Of a template's things; Meta takes ten cards (messenger-platform §3.6), a receipt a hundred lines. */
const PARTS_MAX = 30;
const BUTTONS_MAX = 13;
/** Meta's have up to a thousand and a half. */
const SOURCE_MAX = 8_192;
const FILES = new Set<string>(FILE_KINDS);
/** Messenger's thumbs-up in its three sizes (messenger-platform §2.4). */
const LIKES = new Set(['369239263222822', '369239343222814', '369239383222810']);
/** Longer ones are no names of files. */
const FILE_NAME = /^[^/\\]{1,150}\.[\p{L}\p{N}]{1,8}$/u;
/** Where Meta's files are. */
const FILES_AT = /(^|\.)(fbcdn\.net|fbsbx\.com)$/;
/** What has no link for people, in place of what is fetched. */
const MEDIA = new Set([...FILES, 'sticker']);

/** What was attached, as far as it can be told in words; nothing of it is shown from Meta's servers. */
export function readAttachments(value: unknown): Attachment[] {
  return toldOnce(value).map(readAttachment);
}

/** From where those come that are files: their addresses are signed, and open the content to whoever has them. */
export function readSources(value: unknown, seal: Seal): Source[] {
  return toldOnce(value).flatMap((fields, place) => {
    const url = fieldsOf(fields['payload'])['url'];
    if (!isFile(fields) || typeof url !== 'string' || url.length > SOURCE_MAX || !URL.canParse(url)) return [];
    const id = randomUUID();
    return [{ id, place, sealed: seal(url, sourcePlace(id)) }];
  });
}

function isFile(fields: Fields): boolean {
  return FILES.has(wordsIn(fields['type'], 100) ?? '') && stickerOf(fields) === null;
}

function toldOnce(value: unknown): Fields[] {
  const all = listOf(value, ATTACHMENTS_MAX).map(fieldsOf);
  return all.filter((one, place) => !isToldBefore(one, all.slice(0, place)));
}

/** One sticker comes as a picture too, in what was sent before Meta's change of 2026. */
function isToldBefore(fields: Fields, before: Fields[]): boolean {
  const sticker = stickerOf(fields);
  return sticker !== null && before.some((one) => one['type'] !== fields['type'] && stickerOf(one) === sticker);
}

/** A number in some of Meta's pages, words in others. */
function stickerOf(fields: Fields): string | null {
  return wordsIn(fieldsOf(fields['payload'])['sticker_id'], 40);
}

function readAttachment(fields: Fields): Attachment {
  const type = wordsIn(fields['type'], 100) ?? 'unknown';
  const payload = fieldsOf(fields['payload']);
  const sticker = stickerOf(fields);
  if (sticker !== null && MEDIA.has(type)) return { type: LIKES.has(sticker) ? 'like' : 'sticker', name: null };
  const name = nameOf(fields, payload, type);
  if (type === 'template') return readTemplate(payload, name);
  if (type === 'location') return readPlace(fields, payload, name);
  const url = MEDIA.has(type) ? null : (sharedLink(fields['url']) ?? sharedLink(payload['url']));
  const note = wordsIn(payload['subtitle']) ?? wordsIn(payload['status']);
  const size = MEDIA.has(type) ? sizeOf(payload['size'] ?? fields['size']) : null;
  return { type, name, ...(note ? { note } : {}), ...(size ? { size } : {}), ...(url ? { url } : {}) };
}

/** Of a story or a post it may be the file's own: signed, it opens it to whoever has it. */
function sharedLink(value: unknown): string | null {
  const url = linkIn(value);
  return url !== null && FILES_AT.test(new URL(url).hostname) ? null : url;
}

/** A file's own name ends its address; of a picture, a video or a sound Meta makes one up. */
function nameOf(fields: Fields, payload: Fields, type: string): string | null {
  const told =
    wordsIn(fields['title']) ?? wordsIn(payload['title']) ?? wordsIn(fields['name']) ?? wordsIn(payload['name']);
  if (told !== null || type !== 'file') return told;
  const last = linkIn(payload['url'])?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
  const name = decoded(last);
  return FILE_NAME.test(name) ? wordsIn(name) : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function sizeOf(value: unknown): number | null {
  const size = Number(wordsIn(value, 20) ?? NaN);
  return Number.isSafeInteger(size) && size > 0 ? size : null;
}

/** A place that has no coordinates may still have its link. */
function readPlace(fields: Fields, payload: Fields, name: string | null): Attachment {
  const { lat, long } = fieldsOf(payload['coordinates']);
  const [north, east] = [Number(lat ?? NaN), Number(long ?? NaN)];
  const isPlace = Math.abs(north) <= 90 && Math.abs(east) <= 180;
  const url = linkIn(fields['url']) ?? linkIn(payload['url']);
  return { type: 'location', name, ...(isPlace ? { place: { lat: north, long: east } } : {}), ...(url ? { url } : {}) };
}

/** A shop's product, or a structured message of the page: its words and what can be pressed. */
function readTemplate(payload: Fields, title: string | null): Attachment {
  const products = listOf(fieldsOf(payload['product'])['elements'], PARTS_MAX).map(fieldsOf);
  const elements = listOf(payload['elements'], PARTS_MAX).map(fieldsOf);
  const parts = [...products, ...elements].flatMap(readPart);
  const buttons = [payload, ...elements].flatMap((one) => listOf(one['buttons'], BUTTONS_MAX)).flatMap(readButton);
  const note = wordsIn(payload['subtitle']) ?? wordsIn(payload['coupon_code']) ?? receiptIn(payload);
  return {
    type: products.length > 0 ? 'product' : 'template',
    name: title ?? wordsIn(payload['text'], 2_000),
    ...(note ? { note } : {}),
    ...(parts.length > 0 ? { parts } : {}),
    ...(buttons.length > 0 ? { buttons: buttons.slice(0, PARTS_MAX) } : {}),
  };
}

/** A receipt's number and what it comes to. */
function receiptIn(payload: Fields): string | null {
  const total = wordsIn(fieldsOf(payload['summary'])['total_cost'], 40);
  const sum = total === null ? null : [total, wordsIn(payload['currency'], 10)].filter(Boolean).join(' ');
  return [wordsIn(payload['order_number']), sum].filter(Boolean).join(' · ') || null;
}

function readPart(element: Fields): Part[] {
  const price = [element['price'], element['currency']].flatMap((one) => wordsIn(one) ?? []).join(' ');
  const note = wordsIn(element['subtitle']) ?? wordsIn(price);
  const title = wordsIn(element['title']) ?? wordsIn(element['name']) ?? note;
  const url = linkIn(fieldsOf(element['default_action'])['url']) ?? linkIn(element['url']);
  if (title === null) return [];
  return [{ title, ...(note && note !== title ? { note } : {}), ...(url ? { url } : {}) }];
}

function readButton(value: unknown): { title: string; url?: string }[] {
  const fields = fieldsOf(value);
  const url = linkIn(fields['url']);
  const title = wordsIn(fields['title']);
  return title === null ? [] : [{ title, ...(url ? { url } : {}) }];
}
