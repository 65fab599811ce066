import { randomUUID } from 'node:crypto';
import { type Source, sourcePlace } from '#db/files/fetching.ts';
import type { Seal } from './arrival.ts';
import type { Attached } from './attachments.ts';

/** Meta's have up to a thousand and a half. */
const SOURCE_MAX = 8_192;

/** From where pictures and files come: their addresses are signed, and open the content to whoever has them. */
export function sealSources(attached: readonly Attached[], seal: Seal | undefined): { sources?: Source[] } {
  if (!seal) return {};
  const sources = attached.flatMap(({ from }, place) => {
    if (from === null || from.length > SOURCE_MAX) return [];
    const id = randomUUID();
    return [{ id, place, sealed: seal(from, sourcePlace(id)) }];
  });
  return sources.length > 0 ? { sources } : {};
}
