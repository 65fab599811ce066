import type { Attachment } from '#db/entities/attachment.ts';
import type { Source } from '#db/files/fetching.ts';
import type { MessageKind } from '#db/entities/message.ts';
import type { AdStep, ContactFacts, Intent, Millis, WindowReason } from '#workflows/chat/vocabulary.ts';

interface Arrived {
  /** Unique among all events of the installation: what is delivered twice counts once. */
  key: string;
  pageFacebookId: string;
  psid: string | null;
  /** Meta's timestamp, or when it arrived. */
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
        /** From where those come that are files. */
        sources?: Source[];
        replyToMid: string | null;
        opens: WindowReason;
        contact: ContactFacts;
        answer?: ContactFacts;
        /** Chosen on a quick reply and not typed; of a contact, on Messenger's own button. */
        byButton?: boolean;
        intent?: Intent;
        /** The m.me link or the ad that brought the client. */
        referral: { ref?: string; adId?: string } | null;
        /** It came by an advertisement: with a message, or with a click before it. */
        ad?: AdStep;
        /** A mark out of five is shown, and is no word that wants an answer. */
        beside?: boolean;
      }
    | {
        kind: 'echo';
        mid: string;
        text: string;
        attachments: Attachment[];
        sources?: Source[];
        replyToMid?: string | null;
        metadata: string | null;
        /** The application it was sent by. */
        appId: string | null;
        /** By our own application: we sent it, also where we do not know of it any more. */
        own?: boolean;
      }
    | { kind: 'delivery'; mids: string[]; watermark: Millis | null }
    | { kind: 'read'; watermark: Millis }
    /** `byPage`: somebody put it there for the page, in Meta's own inbox or here. */
    | { kind: 'reaction'; mid: string; emoji: string | null; byPage?: true }
    /** `edits` null: not told. */
    | { kind: 'edit'; mid: string; text: string; edits: number | null; contact: ContactFacts; answer?: ContactFacts }
    /** The client took it back. */
    | { kind: 'unsend'; mid: string }
    | ({ kind: 'call'; callId: string } & CallStep)
    /** `title`: what was shown to the client. */
    | { kind: 'other'; name: string; title?: string }
    /** `name`: the member that nobody knows. */
    | { kind: 'parked'; why: ParkedWhy; name?: string }
  );

/** A call rings, or it has ended: the end names nobody (messenger-platform §2.11). */
export type CallStep =
  | { step: 'connect'; byClient: boolean }
  /** `seconds` null: the page never connected. */
  | { step: 'terminate'; failed: boolean; seconds: number | null };

export const PARKED = ['entry', 'change', 'unknown', 'malformed', 'too_much'] as const;
export type ParkedWhy = (typeof PARKED)[number];

export type Event<K extends InboundEvent['kind']> = Extract<InboundEvent, { kind: K }>;

/** Whose event it is, once page and client are known. */
export interface Owner {
  pageId: string;
  clientId: string;
}
