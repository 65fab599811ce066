import type { Hit } from '#db/analytics/hits.ts';
import type { OutgoingKind } from '#db/entities/outgoing/outgoing-event.ts';

/** Two are names that Google knows (recommended events), the others are ours. */
const NAMES: Record<OutgoingKind, string> = {
  'chat.started': 'chat_started',
  'chat.contact_given': 'chat_contact_given',
  'chat.assigned': 'chat_assigned',
  'chat.answered_first': 'chat_first_answer',
  'chat.finished': 'chat_finished',
  'lead.made': 'generate_lead',
  'order.made': 'purchase',
  // These are never counted: there are too many of them.
  'message.received': 'chat_message_received',
  'message.sent': 'chat_message_sent',
};

type Counted = Pick<Hit, 'kind' | 'at' | 'facts' | 'pageId' | 'clientName'>;

/**
 * The request for one event. Numbers, codes and ids of ours: nobody's name, phone, e-mail, words or Facebook id, and no
 * employee. Nobody was asked about advertising, so it is denied.
 */
export function requestOf({ kind, at, facts, pageId, clientName }: Counted): object {
  const { number, what, seconds, recordId, amount } = facts;
  return {
    client_id: clientName,
    timestamp_micros: at.getTime() * 1_000,
    consent: { ad_user_data: 'DENIED', ad_personalization: 'DENIED' },
    events: [
      {
        name: NAMES[kind],
        params: {
          // Of one chat is one session; without a length an event is left out of reports of sessions.
          ...(number === undefined ? {} : { session_id: String(number) }),
          engagement_time_msec: 1,
          ...(pageId === null ? {} : { page_id: pageId }),
          ...(what === undefined ? {} : { contact: what }),
          ...(seconds === undefined ? {} : { seconds }),
          ...(kind === 'lead.made' ? { lead_id: recordId, ...valueOf(amount) } : {}),
          ...(kind === 'order.made' ? { transaction_id: recordId, ...valueOf(amount ?? 0), items: [ITEM] } : {}),
        },
      },
    ],
  };
}

/** A purchase is nothing without its goods; what they are called is written by people. */
const ITEM = { item_id: 'order', quantity: 1 };

const valueOf = (kopecks: number | null | undefined) =>
  kopecks === null || kopecks === undefined ? {} : { currency: 'UAH', value: kopecks / 100 };
