import { createHash } from 'node:crypto';
import type { CountryCode } from 'libphonenumber-js';
import { asText } from './as-text.ts';
import type { Attachment } from '#db/entities/message.ts';
import type { Event, InboundEvent } from '#db/inbound/events.ts';
import { readWords } from '#workflows/chat/contact.ts';

import { type Item, itemSchema } from './shapes.ts';

const REF_MAX = 2_083;

type Base = Pick<InboundEvent, 'pageFacebookId' | 'psid' | 'at' | 'raw'>;
type Message = NonNullable<Item['message']>;

/**
 * One `messaging[]` item as an event; null when it is of no kind we know. Throws when its shape is wrong. Phone numbers without a country
 * code are read as `country`'s.
 */
export function readEvent(
  pageFacebookId: string,
  item: unknown,
  now: number,
  country: CountryCode,
): InboundEvent | null {
  const parsed = itemSchema.parse(item);
  // Our words and the page's have sender and recipient swapped: the client is the one who is not the page.
  const psid =
    [parsed.sender?.id, parsed.recipient?.id].find((id) => id !== undefined && id !== pageFacebookId) ?? null;
  const base: Base = { pageFacebookId, psid, at: parsed.timestamp ?? now, raw: asText(item) };
  if (psid === null) return null;
  return readMessage(base, parsed, country) ?? readReceipt(base, parsed) ?? readOther(base, item);
}

function readMessage(base: Base, item: Item, country: CountryCode): InboundEvent | null {
  const { message, postback, referral, reaction, message_edit: edit } = item;
  const key = (type: string, id: string): string => keyOf(base, type, id);
  if (message?.is_echo) {
    const metadata = message.metadata ? clean(message.metadata) : null;
    return { ...base, kind: 'echo', key: key('echo', message.mid), mid: message.mid, metadata, ...contentOf(message) };
  }
  if (message) return readClientMessage(base, message, key('mid', message.mid), country);
  if (postback) {
    const mid = postback.mid ?? null;
    const text = clean(postback.title ?? postback.payload ?? '');
    return said(base, key('postback', mid ?? `${base.psid}:${base.at}`), {
      mid,
      messageKind: 'postback',
      text,
      opens: 'postback',
      referral: referralOf(postback.referral),
    });
  }
  if (referral) {
    const text = clean(referral.ref ?? referral.source ?? '');
    return said(base, key('referral', `${base.psid}:${base.at}:${text}`), {
      mid: null,
      messageKind: 'referral',
      text,
      opens: 'referral',
      referral: referralOf(referral),
    });
  }
  if (reaction) {
    const emoji = reaction.action === 'react' ? clean(reaction.emoji ?? reaction.reaction ?? '') : null;
    return {
      ...base,
      kind: 'reaction',
      key: key('reaction', `${reaction.mid}:${reaction.action}:${base.at}`),
      mid: reaction.mid,
      emoji,
    };
  }
  if (edit) {
    const { intent: _beside, ...contacts } = readWords(edit.text, country);
    return {
      ...base,
      kind: 'edit',
      key: key('edit', `${edit.mid}:${edit.num_edit}`),
      mid: edit.mid,
      text: clean(edit.text),
      edits: edit.num_edit,
      ...contacts,
    };
  }
  return null;
}

function readClientMessage(base: Base, message: Message, key: string, country: CountryCode): InboundEvent {
  const content = contentOf(message);
  return {
    ...base,
    kind: 'message',
    key,
    mid: message.mid,
    messageKind: content.attachments.length > 0 ? 'attachment' : 'text',
    ...content,
    replyToMid: message.reply_to?.mid ?? null,
    opens: message.referral ? 'referral' : 'message',
    ...readWords(content.text, country),
    referral: referralOf(message.referral),
  };
}

type Said = Pick<Event<'message'>, 'mid' | 'text' | 'referral'> & {
  messageKind: 'postback' | 'referral';
  opens: 'postback' | 'referral';
};

function said(base: Base, key: string, fields: Said): InboundEvent {
  return { ...base, kind: 'message', key, attachments: [], replyToMid: null, contact: {}, ...fields };
}

/** What routing goes by; a `ref` may have up to 2083 characters (messenger-platform §5). */
function referralOf(referral: Item['referral'] | null): Event<'message'>['referral'] {
  const ref = referral?.ref ? clean(referral.ref).slice(0, REF_MAX) : undefined;
  const adId = referral?.ad_id ? clean(String(referral.ad_id)) : undefined;
  return ref || adId ? { ...(ref ? { ref } : {}), ...(adId ? { adId } : {}) } : null;
}

function readReceipt(base: Base, { delivery, read }: Item): InboundEvent | null {
  const key = (type: string, about: string): string => keyOf(base, type, `${base.psid}:${about}`);
  if (delivery) {
    const { watermark } = delivery;
    const mids = delivery.mids ?? [];
    return { ...base, kind: 'delivery', key: key('delivery', `${watermark}:${mids.join(',')}`), mids, watermark };
  }
  return read ? { ...base, kind: 'read', key: key('read', `${read.watermark}`), watermark: read.watermark } : null;
}

/** Kept for later features; changes nothing now. */
const KEPT = [
  'optin',
  'account_linking',
  'pass_thread_control',
  'take_thread_control',
  'request_thread_control',
  'policy_enforcement',
  'policy-enforcement',
  'response_feedback',
  'messaging_feedback',
  'messaging_customer_information',
  'order',
  'template',
  'form',
];

function readOther(base: Base, item: unknown): InboundEvent | null {
  const name = KEPT.find((candidate) => typeof item === 'object' && item !== null && candidate in item);
  return name ? { ...base, kind: 'other', name, key: keyOf(base, name, `${base.psid}:${base.at}`) } : null;
}

function contentOf(message: Message): { text: string; attachments: Attachment[] } {
  const attachments = (message.attachments ?? []).map(({ type, title, payload }) => {
    const name = title ?? payload?.title;
    return { type: clean(type), name: name ? clean(name.slice(0, 300)) : null };
  });
  return { text: clean(message.text ?? ''), attachments };
}

/** Longer ones are hashed: an index takes no more than 2704 bytes, and a referral's text may have any length. */
const KEY_MAX = 200;

function keyOf({ pageFacebookId }: Base, type: string, id: string): string {
  const short = id.length <= KEY_MAX ? id : createHash('sha256').update(id).digest('hex');
  return `${pageFacebookId}:${type}:${short}`;
}

/** PostgreSQL keeps no NUL, and half of a surrogate pair is no character. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
