import { channel } from 'node:diagnostics_channel';

/** How far a message has come; in the order in which it comes there. */
export type Step =
  | 'body came'
  | 'signature checked'
  | 'events read'
  | 'committed'
  | 'changes read'
  | 'events loaded'
  | 'written to a window'
  | 'inputs leased'
  | 'engine told'
  | 'decisions came'
  | 'decisions saved';

const steps = channel('rozmova.step');

/**
 * Tells whoever measures that something got so far (`npm run bench -- --only steps`). Nobody listens otherwise, and
 * then it is one look at a flag.
 */
export function step(name: Step): void {
  if (steps.hasSubscribers) steps.publish(name);
}
