import { bodyOf } from '#activities/hooks/body.ts';
import { type OutgoingFacts, type OutgoingKind, OUTGOING_KINDS } from '#db/entities/outgoing/outgoing-event.ts';

const FACTS: Record<OutgoingKind, OutgoingFacts> = {
  'chat.started': {},
  'chat.contact_given': { what: 'phone' },
  'chat.assigned': { employeeId: 'Qx3vWm' },
  'chat.answered_first': { seconds: 74 },
  'chat.finished': { seconds: 1_260 },
  'lead.made': { recordId: '0b4cf9c1-43c3-4f0c-9d64-0a51c6a64a1f', amount: 150_000 },
  'order.made': { recordId: '6f1d3a52-0c9e-4b55-8c1f-9f1f0f3f6f0a', amount: 289_000 },
  'message.received': { messageId: '4c0d8a0e-5c33-4a7e-8b53-1d6a6f1b2c3d' },
  'message.sent': { messageId: '91c2b7de-2d64-4f4f-a0f0-7f6e5d4c3b2a' },
};

/** As a receiver would get it; made by what makes the real ones. */
export function sampleOf(kind: OutgoingKind, publicUrl: string, at = new Date(Date.UTC(2027, 2, 4, 9, 30))): string {
  return bodyOf(
    {
      kind,
      at,
      facts: { number: 128, ...FACTS[kind] },
      chatId: '5d2f8f2c-6f0e-4c19-9a55-3f6f0c1d7b10',
      pageId: '8c6a1d3e-7b42-4b8e-9f0d-2e1c5a7b9d34',
      clientId: 'e2b7c5a9-1f38-4d6c-8a70-5b9d3f1e7c26',
      personal: null,
    },
    publicUrl,
  );
}

/** All of them, for the reference. */
export const samples = OUTGOING_KINDS.map((kind) => sampleOf(kind, 'https://desk.example.com')).join(' ');
