import type { Attachment } from '#lib/api/types.ts';
import type { IconName } from '#lib/ui/icon-names.ts';
import { m } from '#lib/paraglide/messages.js';
import { own } from '#workflows/settings/own.ts';

/** What was attached, as one word and a mark. Meta sends kinds that its reference does not list. */
export function attachmentWord(type: string): string {
  const words: Record<string, () => string> = {
    image: m.attachment_image,
    audio: m.attachment_audio,
    video: m.attachment_video,
    file: m.attachment_file,
    sticker: m.attachment_sticker,
    like: m.attachment_like,
    fallback: m.attachment_link,
    share: m.attachment_link,
    ad: m.attachment_ad,
    story_reply: m.attachment_story_reply,
    story_mention: m.attachment_story_mention,
    ig_story: m.attachment_story,
    story: m.attachment_story,
    optin: m.event_optin,
    account_linking: m.event_account_linking,
    response_feedback: m.event_response_feedback,
    form: m.attachment_form,
    unknown: m.event_unknown,
    location: m.attachment_location,
    product: m.attachment_product,
    template: m.attachment_template,
    post: m.attachment_post,
    ig_post: m.attachment_post,
    reel: m.attachment_video,
    ig_reel: m.attachment_video,
    appointment_booking: m.attachment_appointment,
    lead_form: m.attachment_form,
    call_ringing: m.call_ringing,
    call_missed: m.call_missed,
    call_failed: m.call_failed,
    call_answered: m.call_answered,
    order: m.attachment_order,
    feedback: m.attachment_feedback,
    customer_information: m.attachment_customer_information,
  };
  return (own(words, type) ?? m.attachment_other)();
}

/** Of a kind that nobody knows, how Meta calls it. */
export function kindUnknown(type: string): string | null {
  return type !== '' && attachmentWord(type) === m.attachment_other() ? m.attachment_kind({ kind: type }) : null;
}

export function attachmentIcon(type: string): IconName {
  const icons: Record<string, IconName> = {
    image: 'image',
    sticker: 'smile',
    like: 'like',
    audio: 'play',
    video: 'play',
    reel: 'play',
    ig_reel: 'play',
    call_ringing: 'phone',
    call_missed: 'phone',
    call_failed: 'phone',
    call_answered: 'phone',
    fallback: 'link',
    share: 'link',
    ad: 'link',
    unknown: 'info',
    optin: 'bell',
    post: 'link',
    ig_post: 'link',
  };
  return own(icons, type) ?? 'file';
}

type Place = NonNullable<Attachment['place']>;

/** The place on a map that needs no account. */
export function mapAddress({ lat, long }: Place): string {
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${long}#map=17/${lat}/${long}`;
}

/** Coordinates as maps take them, in any language with points. */
export function placeWords({ lat, long }: Place): string {
  return `${lat}, ${long}`;
}
