import { createHash } from 'node:crypto';
import type { InboundEvent } from '#db/inbound/events.ts';
import { clean } from './words.ts';

/** What every event has, whatever it tells. */
export type Base = Pick<InboundEvent, 'pageFacebookId' | 'psid' | 'at' | 'raw'>;

/** Longer ones are hashed: an index takes no more than 2704 bytes, and a referral's text may have any length. */
const KEY_MAX = 200;

/** Unique among all events of the installation. */
export function eventKey({ pageFacebookId }: { pageFacebookId: string }, type: string, id: string): string {
  const short = id.length <= KEY_MAX ? id : createHash('sha256').update(id).digest('hex');
  return `${pageFacebookId}:${type}:${clean(short)}`;
}
