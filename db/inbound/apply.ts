import { type Sql } from '#db/connection/transaction.ts';
import { applyEarly } from './apply-early.ts';
import { keepBeside } from './beside.ts';
import { keepCall } from './call.ts';
import { keepEcho } from './echo.ts';
import type { Event, InboundEvent, Owner } from './events.ts';
import { keepHappened } from './happened.ts';
import { keepMessage } from './message.ts';
import { keepRaw } from './raw.ts';
import { keepEdit, keepReaction, keepUnsend } from './reaction.ts';
import { keepDelivery, keepRead } from './receipts.ts';

export async function keepEvent(tx: Sql, event: InboundEvent, owner: Owner | null): Promise<boolean> {
  if (owner && event.kind === 'message' && !event.beside) return keepSaid(tx, event, owner);
  if (!(await keepRaw(tx, event, owner !== null && event.kind !== 'parked'))) return false;
  if (owner) await apply(tx, event, owner);
  return true;
}

async function keepSaid(tx: Sql, event: Event<'message'>, owner: Owner): Promise<boolean> {
  const { fresh, early } = await keepMessage(tx, { event, pageId: owner.pageId }, true);
  if (early) await applyEarly(tx, owner, event.mid);
  return fresh;
}

async function apply(tx: Sql, event: InboundEvent, owner: Owner): Promise<void> {
  switch (event.kind) {
    case 'message':
      return keepBeside(tx, event, owner);
    case 'echo':
      return keepEcho(tx, event, owner);
    case 'call':
      return keepCall(tx, event, owner);
    case 'delivery':
      return keepDelivery(tx, event, owner);
    case 'read':
      return keepRead(tx, event, owner);
    case 'reaction':
      return keepReaction(tx, event, owner);
    case 'edit':
      return keepEdit(tx, event, owner);
    case 'unsend':
      if (!(await keepUnsend(tx, event, owner))) await keepSaid(tx, takenBack(event), owner);
      return;
    case 'other':
    case 'parked':
      return keepHappened(tx, event, owner);
    default:
      return event satisfies never;
  }
}

/** Taken back before it came: that something was said is shown, and when the words come, they are known already. */
function takenBack({ key: _own, kind: _kind, ...event }: Event<'unsend'>): Event<'message'> {
  return {
    ...event,
    kind: 'message',
    key: `${event.pageFacebookId}:mid:${event.mid}`,
    messageKind: 'unsent',
    text: '',
    attachments: [],
    replyToMid: null,
    opens: 'message',
    contact: {},
    referral: null,
  };
}
