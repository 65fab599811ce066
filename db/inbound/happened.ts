import type { Sql } from '#db/connection/transaction.ts';
import { findPlace, showIn } from './beside.ts';
import type { Event, InboundEvent, Owner } from './events.ts';

/** What the client did at Messenger beside speaking, and of use to whoever answers them. */
const SHOWN = new Set(['optin', 'account_linking', 'response_feedback', 'template', 'form']);

/**
 * A line in the client's chat that tells what it was; nothing waits for an answer to it, and it opens no chat. Of an
 * event of a kind that nobody knows its name is told.
 */
export async function keepHappened(tx: Sql, event: Event<'other'> | Event<'parked'>, owner: Owner): Promise<void> {
  const name = nameIn(event);
  const place = name === null ? null : await findPlace(tx, owner);
  if (!place) return;
  const { at, key } = event;
  await showIn(tx, owner, place, {
    text: '',
    attachments: [{ type: event.kind === 'other' ? event.name : 'unknown', name: name || null }],
    at,
    mid: null,
    key,
    via: 'client',
    kind: 'event',
    decided: true,
  });
}

/** null: it is not told. */
function nameIn(event: Event<'other'> | Event<'parked'>): string | null {
  if (event.kind === 'parked') return event.why === 'unknown' ? (event.name ?? '?') : null;
  return SHOWN.has(event.name) ? (event.title ?? '') : null;
}

/** Whether it says something of a client who is known already: it makes none. */
export const makesNobody = (events: InboundEvent[]): boolean => events.every(({ kind }) => kind === 'parked');
