import { DEFAULTS } from './defaults.ts';
import { own } from './own.ts';
import type { Settings } from './vocabulary.ts';
import { type Filling, writeText, type WrittenText } from './write.ts';

/**
 * What a client who waits is told while nobody is on shift: that all are busy would not be true. Who wrote a text of
 * their own for waiting and none for this said what they want to say; and a client is told in their language rather
 * than in another one.
 */
export function writeUnattended(settings: Settings, filling: Filling): WrittenText | null {
  const waiting = writeText(settings, 'waiting', filling);
  const unattended = writeText(settings, 'nobodyOnShift', filling);
  if (!waiting || unattended?.language !== waiting.language) return waiting;
  const isOwn = (template: 'waiting' | 'nobodyOnShift'): boolean =>
    own(settings.templates[template], waiting.language) !== own(DEFAULTS.templates[template], waiting.language);
  return isOwn('waiting') && !isOwn('nobodyOnShift') ? waiting : unattended;
}
