import type { CountryCode } from 'libphonenumber-js';
import type { Attachment } from '#db/entities/attachment.ts';
import type { Event, InboundEvent } from '#db/inbound/events.ts';
import type { Source } from '#db/files/fetching.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';
import { readWords } from '#workflows/reading/contact.ts';
import type { Arrival, Seal } from './arrival.ts';
import { readAttachments, readSources } from './attachments.ts';
import { type Form, readForm } from './forms.ts';
import { type Base, eventKey } from './keys.ts';
import type { Item } from './shapes.ts';
import { clean, type Fields, fieldsOf, wordsIn } from './words.ts';

const REF_MAX = 2_083;

type Message = NonNullable<Item['message']>;

/** What somebody says. */
export function readSaid(
  base: Base,
  item: Item,
  fields: Fields,
  { country, appId, seal }: Arrival,
): InboundEvent | null {
  const { message, postback, referral } = item;
  // Whoever speaks for the page is no client, also where the mark of an echo cannot be read.
  const isEcho = message?.is_echo === true || item.sender?.id === base.pageFacebookId;
  if (message && isEcho) return readEcho(base, message, appId, seal);
  if (message?.is_deleted)
    return { ...base, kind: 'unsend', key: eventKey(base, 'unsend', message.mid), mid: message.mid };
  if (message) return readClientMessage(base, message, country, seal);
  if (postback) return readPostback(base, postback);
  const form = readForm(fields, country);
  if (form) return formSaid(base, form, referral);
  return referral ? readReferral(base, referral) : null;
}

function readEcho(base: Base, message: Message, ownAppId: string, seal?: Seal): InboundEvent {
  const { mid } = message;
  const { text, attachments } = contentOf(message);
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
    attachments,
    ...sourcesOf(message, seal, 0),
    ...(message.reply_to?.mid && { replyToMid: message.reply_to.mid }),
    ...(appId !== null && appId === ownAppId && { own: true }),
  };
}

function readClientMessage(base: Base, message: Message, country: CountryCode, seal?: Seal): InboundEvent {
  const content = contentOf(message);
  const ads = adIn(message.referral);
  const words = readWords(content.text, country);
  // The same key as a button's that has this name: of two envelopes around one message the first counts.
  return said(base, eventKey(base, 'mid', message.mid), {
    mid: message.mid,
    ...content,
    attachments: [...ads, ...content.attachments],
    ...sourcesOf(message, seal, ads.length),
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

/** The advertisement that brought them, by its title: its picture is only at Meta. */
function adIn(referral: Item['referral']): Attachment[] {
  if (referral?.source !== 'ADS') return [];
  return [{ type: 'ad', name: wordsIn(referral.ads_context_data?.ad_title) }];
}

/** A button of a template, or of the menu. */
function readPostback(base: Base, postback: NonNullable<Item['postback']>): InboundEvent {
  const mid = postback.mid ?? null;
  return said(base, mid ? eventKey(base, 'mid', mid) : eventKey(base, 'postback', `${base.psid}:${base.at}`), {
    mid,
    messageKind: 'postback',
    text: wordsIn(postback.title, REF_MAX) ?? wordsIn(postback.payload, REF_MAX) ?? '',
    attachments: adIn(postback.referral),
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
function readReferral(base: Base, referral: NonNullable<Item['referral']>): InboundEvent {
  const text = clean(referral.ref ?? referral.source ?? '');
  return said(base, eventKey(base, 'referral', `${base.psid}:${base.at}:${text}`), {
    mid: null,
    messageKind: 'referral',
    text,
    attachments: adIn(referral),
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

/** An answer to a story of the page's: the story itself is only at Meta. */
function storyIn({ reply_to: to }: Message): Attachment[] {
  return Object.keys(fieldsOf(to?.story)).length > 0 ? [{ type: 'story_reply', name: null }] : [];
}

/** What says nothing that can be shown is called so, instead of being shown as nothing. */
function contentOf(message: Message): {
  text: string;
  attachments: Attachment[];
  messageKind: Event<'message'>['messageKind'];
} {
  const attachments = [...storyIn(message), ...readAttachments(message.attachments)];
  const text = clean(message.text ?? '');
  if (attachments.length > 0) return { text, attachments, messageKind: 'attachment' };
  return { text, attachments, messageKind: text.trim() === '' ? 'unsupported' : 'text' };
}

/** `before`: so many others are shown before them. */
function sourcesOf(message: Message, seal: Seal | undefined, before: number): { sources?: Source[] } {
  const read = seal ? readSources(message.attachments, seal) : [];
  const sources = read.map((source) => ({ ...source, place: source.place + before }));
  return sources.length > 0 ? { sources } : {};
}
