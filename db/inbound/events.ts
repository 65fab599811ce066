import type { Attachment, MessageKind } from '#db/entities/message.ts';
import type { ContactFacts, Intent, Millis, WindowReason } from '#workflows/chat/vocabulary.ts';

interface Arrived {
  /** Unique among all events of the installation: what is delivered twice counts once. */
  key: string;
  pageFacebookId: string;
  psid: string | null;
  /** Meta's timestamp. */
  at: Millis;
  /** The event as JSON, as it came. */
  raw: string;
}

/** A webhook event in our words. */
export type InboundEvent = Arrived &
  (
    | {
        kind: 'message';
        mid: string | null;
        messageKind: MessageKind;
        text: string;
        attachments: Attachment[];
        replyToMid: string | null;
        opens: WindowReason;
        contact: ContactFacts;
        answer?: ContactFacts;
        intent?: Intent;
        /** The m.me link or the ad that brought the client. */
        referral: { ref?: string; adId?: string } | null;
      }
    | { kind: 'echo'; mid: string; text: string; attachments: Attachment[]; metadata: string | null }
    | { kind: 'delivery'; mids: string[]; watermark: Millis }
    | { kind: 'read'; watermark: Millis }
    | { kind: 'reaction'; mid: string; emoji: string | null }
    | { kind: 'edit'; mid: string; text: string; edits: number; contact: ContactFacts; answer?: ContactFacts }
    | { kind: 'other'; name: string }
    | { kind: 'parked'; why: string }
  );

export type Event<K extends InboundEvent['kind']> = Extract<InboundEvent, { kind: K }>;

/** Whose event it is, once page and client are known. */
export interface Owner {
  pageId: string;
  clientId: string;
}
