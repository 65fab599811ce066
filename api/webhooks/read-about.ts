import type { InboundEvent } from '#db/inbound/events.ts';
import type { CountryCode } from 'libphonenumber-js';
import { readWords } from '#workflows/reading/contact.ts';
import { type Base, eventKey } from './keys.ts';
import { type Item, midsIn, momentOf } from './shapes.ts';
import { clean } from './words.ts';

/** What happens to something said before. */
export function readAbout(
  base: Base,
  { reaction, message_edit: edit, sender }: Item,
  country: CountryCode,
): InboundEvent | null {
  if (reaction) {
    const { mid, action } = reaction;
    const emoji = action === 'react' ? clean(reaction.emoji ?? reaction.reaction ?? '') : null;
    // Of the page's own nothing is said in Meta's reference; taken for the client's it would be a word of theirs.
    const byPage = sender?.id === base.pageFacebookId;
    const key = eventKey(base, 'reaction', `${mid}:${action}:${base.at}${byPage ? ':page' : ''}`);
    return { ...base, kind: 'reaction', key, mid, emoji, ...(byPage && { byPage }) };
  }
  if (!edit) return null;
  const edits = edit.num_edit ?? null;
  const key = eventKey(base, 'edit', `${edit.mid}:${edits ?? `at ${base.at}`}`);
  const { intent: _beside, ...contacts } = readWords(edit.text, country);
  return { ...base, kind: 'edit', key, mid: edit.mid, text: clean(edit.text), edits, ...contacts };
}

/** How far the client has got what we said. */
export function readReceipt(base: Base, { delivery, read }: Item, now: number): InboundEvent | null {
  const key = (type: string, about: string): string => eventKey(base, type, `${base.psid}:${about}`);
  const watermark = momentOf((delivery ?? read)?.watermark, now);
  if (delivery) {
    const mids = midsIn(delivery.mids);
    if (watermark === null && mids.length === 0) return null;
    return { ...base, kind: 'delivery', key: key('delivery', `${watermark}:${mids.join(',')}`), mids, watermark };
  }
  return read && watermark !== null ? { ...base, kind: 'read', key: key('read', `${watermark}`), watermark } : null;
}
