import { randomUUID } from 'node:crypto';
import type { InboundEvent } from '#db/inbound/events.ts';
import type { ContactFacts } from '#workflows/chat/vocabulary.ts';

interface Word {
  psid: string;
  text: string;
  at: number;
  contact: ContactFacts;
}

/** A client's message as it is read from the webhook. */
export function wordOf(pageFacebookId: string, { psid, text, at, contact }: Word): InboundEvent {
  const mid = `m_${randomUUID()}`;
  return {
    pageFacebookId,
    psid,
    at,
    raw: '{}',
    key: `${pageFacebookId}:mid:${mid}`,
    kind: 'message',
    mid,
    messageKind: 'text',
    text,
    attachments: [],
    replyToMid: null,
    opens: 'message',
    contact,
    referral: null,
  };
}
