import type { CountryCode } from 'libphonenumber-js';
import type { Event, InboundEvent } from '#db/inbound/events.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import { readWords } from '#workflows/reading/contact.ts';
import type { Arrival, Seal } from './arrival.ts';
import { addressIn, type Attached, readAttachments } from './attachments.ts';
import { type Form, readForm } from './forms.ts';
import { type Base, eventKey } from './keys.ts';
import type { Item } from './shapes.ts';
import { sealSources } from './sources.ts';
import { clean, type Fields, fieldsOf, wordsIn } from './words.ts';

const REF_MAX = 2_083;

type Message = NonNullable<Item['message']>;

/** What somebody says. */
export function readSaid(
  base: Base,
  item: Item,
  fields: Fields,
  { country, appIds, seal }: Arrival,
): InboundEvent | null {
  const { message, postback, referral } = item;
  // Whoever speaks for the page is no client, also where the mark of an echo cannot be read.
  const isEcho = message?.is_echo === true || item.sender?.id === base.pageFacebookId;
  if (message && isEcho) return readEcho(base, message, appIds, seal);
  if (message?.is_deleted)
    return { ...base, kind: 'unsend', key: eventKey(base, 'unsend', message.mid), mid: message.mid };
  if (message) return readClientMessage(base, message, country, seal);
  if (postback) return readPostback(base, postback, seal);
  const form = readForm(fields, country);
  if (form) return formSaid(base, form, referral);
  return referral ? readReferral(base, referral, seal) : null;
}

function readEcho(base: Base, message: Message, ownAppIds: readonly string[], seal?: Seal): InboundEvent {
  const { mid } = message;
  const { text, attached } = contentOf(message);
  const metadata = message.metadata ? clean(message.metadata) : null;
  const appId = message.app_id ?? null;
  return {
    ...base,
    kind: 'echo',
    key: eventKey(base, 'echo', mid),
    mid,
    metadata,
    appId,
    text,
    ...attachedAs(attached, seal),
    ...(message.reply_to?.mid && { replyToMid: message.reply_to.mid }),
    ...(appId !== null && ownAppIds.includes(appId) && { own: true }),
  };
}

function readClientMessage(base: Base, message: Message, country: CountryCode, seal?: Seal): InboundEvent {
  const { text, attached, messageKind } = contentOf(message);
  const words = readWords(text, country);
  // The same key as a button's that has this name: of two envelopes around one message the first counts.
  return said(base, eventKey(base, 'mid', message.mid), {
    mid: message.mid,
    text,
    messageKind,
    ...attachedAs([...adIn(message.referral), ...attached], seal),
    replyToMid: message.reply_to?.mid ?? null,
    opens: message.referral ? 'referral' : 'message',
    ...words,
    ...cameBy(message.referral, 'message'),
    ...(isTapped(message, words.contact) && { byButton: true }),
  });
}

/**
 * On a quick reply; of a contact only Messenger's own button counts: what it holds is said and given along
 * (messenger-platform §2.1).
 */
function isTapped({ quick_reply: tapped, text }: Message, { phone, email }: ContactFacts): boolean {
  if (!tapped) return false;
  return (phone ?? email) === undefined || tapped.payload?.trim() === text?.trim();
}

/** The advertisement that brought them, by its title and its picture. */
function adIn(referral: Item['referral']): Attached[] {
  if (referral?.source !== 'ADS') return [];
  const { ad_title: title, photo_url: photo } = referral.ads_context_data ?? {};
  return [{ shown: { type: 'ad', name: wordsIn(title) }, from: addressIn(photo) }];
}

function attachedAs(attached: readonly Attached[], seal: Seal | undefined) {
  return { attachments: attached.map(({ shown }) => shown), ...sealSources(attached, seal) };
}

/** A button of a template, or of the menu. */
function readPostback(base: Base, postback: NonNullable<Item['postback']>, seal?: Seal): InboundEvent {
  const mid = postback.mid ?? null;
  return said(base, mid ? eventKey(base, 'mid', mid) : eventKey(base, 'postback', `${base.psid}:${base.at}`), {
    mid,
    messageKind: 'postback',
    text: wordsIn(postback.title, REF_MAX) ?? wordsIn(postback.payload, REF_MAX) ?? '',
    ...attachedAs(adIn(postback.referral), seal),
    opens: 'postback',
    ...cameBy(postback.referral, 'click'),
  });
}

function formSaid(base: Base, form: Form, referral: Item['referral']): InboundEvent {
  return said(base, eventKey(base, 'form', `${base.psid}:${base.at}:${form.text}`), {
    mid: null,
    messageKind: 'form',
    text: form.text,
    opens: referral ? 'referral' : 'message',
    attachments: [{ type: form.name, name: null }],
    contact: form.contact,
    ...cameBy(referral, 'message'),
    ...(form.says ? {} : { beside: true }),
  });
}

/** By a link, or an advertisement, to a thread that is there already. */
function readReferral(base: Base, referral: NonNullable<Item['referral']>, seal?: Seal): InboundEvent {
  const text = clean(referral.ref ?? referral.source ?? '');
  return said(base, eventKey(base, 'referral', `${base.psid}:${base.at}:${text}`), {
    mid: null,
    messageKind: 'referral',
    text,
    ...attachedAs(adIn(referral), seal),
    opens: 'referral',
    ...cameBy(referral, 'click'),
  });
}

type Said = Pick<Event<'message'>, 'mid' | 'text' | 'opens' | 'messageKind'> & Partial<Event<'message'>>;

function said(base: Base, key: string, fields: Said): InboundEvent {
  return { ...base, kind: 'message', key, attachments: [], replyToMid: null, contact: {}, referral: null, ...fields };
}

/** What routing and Meta's window go by; a `ref` may have up to 2083 characters (messenger-platform §5). */
function cameBy(referral: Item['referral'], step: NonNullable<Event<'message'>['ad']>) {
  const ref = referral?.ref ? clean(referral.ref.slice(0, REF_MAX)) : undefined;
  const adId = referral?.ad_id ? clean(referral.ad_id.slice(0, 200)) : undefined;
  return {
    referral: ref || adId ? { ...(ref ? { ref } : {}), ...(adId ? { adId } : {}) } : null,
    ...(referral?.source === 'ADS' ? { ad: step } : {}),
  };
}

/** An answer to a story of the page's. */
function storyIn({ reply_to: to }: Message): Attached[] {
  const story = fieldsOf(to?.story);
  if (Object.keys(story).length === 0) return [];
  return [{ shown: { type: 'story_reply', name: null }, from: addressIn(story['url']) }];
}

/** What says nothing that can be shown is called so, instead of being shown as nothing. */
function contentOf(message: Message): {
  text: string;
  attached: Attached[];
  messageKind: Event<'message'>['messageKind'];
} {
  const attached = [...storyIn(message), ...readAttachments(message.attachments)];
  const text = clean(message.text ?? '');
  if (attached.length > 0) return { text, attached, messageKind: 'attachment' };
  return { text, attached, messageKind: text.trim() === '' ? 'unsupported' : 'text' };
}
