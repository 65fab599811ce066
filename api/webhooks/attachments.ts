import { FILE_KINDS } from '#db/entities/file.ts';
import type { Attachment, Part } from '#db/entities/attachment.ts';
import { type Fields, fieldsOf, linkIn, listOf, wordsIn } from './words.ts';

const ATTACHMENTS_MAX = 100;
/** Of a template's things; Meta takes ten cards (messenger-platform §3.6), a receipt a hundred lines. */
const PARTS_MAX = 30;
const BUTTONS_MAX = 13;
/** Messenger's thumbs-up in its three sizes (messenger-platform §2.4). */
const LIKES = new Set(['369239263222822', '369239343222814', '369239383222810']);
/** Longer ones are no names of files. */
const FILE_NAME = /^[^/\\]{1,150}\.[\p{L}\p{N}]{1,8}$/u;
/** Where Meta's files are. */
const FILES_AT = /(^|\.)(fbcdn\.net|fbsbx\.com)$/;
/** What has no link for people, in place of what is fetched. */
const MEDIA = new Set<string>([...FILE_KINDS, 'sticker']);
/** Stories are at Meta alone, and for a day. */
const STORIES = new Set(['story', 'ig_story', 'story_mention']);

/** What was attached, as it is shown, and from where a picture or a file of it comes. */
export interface Attached {
  shown: Attachment;
  from: string | null;
}

/** As far as it can be told in words; nothing of it is shown from Meta's servers. */
export function readAttachments(value: unknown): Attached[] {
  return toldOnce(value).map((fields) => ({ shown: readAttachment(fields), from: sourceIn(fields) }));
}

/** What people may open by themselves is a link, and nothing of it is fetched. */
function sourceIn(fields: Fields): string | null {
  const type = wordsIn(fields['type'], 100) ?? '';
  const payload = fieldsOf(fields['payload']);
  if (MEDIA.has(type)) return LIKES.has(stickerOf(fields) ?? '') ? null : addressIn(payload['url']);
  if (STORIES.has(type)) return addressIn(payload['url']);
  const found =
    type === 'template'
      ? cardsIn(payload).map((card) => addressIn(card['image_url']))
      : [fields['url'], payload['url'], payload['image_url']].map(fileAtMeta);
  return found.find((address) => address !== null) ?? null;
}

export function addressIn(value: unknown): string | null {
  return typeof value === 'string' && URL.canParse(value) ? value : null;
}

function fileAtMeta(value: unknown): string | null {
  const address = addressIn(value);
  return address !== null && FILES_AT.test(new URL(address).hostname) ? address : null;
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
  const isFetched = MEDIA.has(type) || STORIES.has(type);
  const url = isFetched ? null : (sharedLink(fields['url']) ?? sharedLink(payload['url']));
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
  const products = productsIn(payload);
  const elements = listOf(payload['elements'], PARTS_MAX).map(fieldsOf);
  const parts = cardsIn(payload).flatMap(readPart);
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

function productsIn(payload: Fields): Fields[] {
  return listOf(fieldsOf(payload['product'])['elements'], PARTS_MAX).map(fieldsOf);
}

function cardsIn(payload: Fields): Fields[] {
  return [...productsIn(payload), ...listOf(payload['elements'], PARTS_MAX).map(fieldsOf)];
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
