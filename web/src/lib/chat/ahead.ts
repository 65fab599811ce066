import type { Chat } from '#lib/api/types.ts';

/** A person who looks for so long at one chat has the next one asked for anew. */
const FRESH_MS = 60_000;
/** The rows around the one that is read, and where the pointer was. */
const MOST = 6;

type Kept<Opening> = { opening: Promise<Opening | null>; clientId: string; since: number };

/**
 * What chats will open with, asked for before anybody presses on them. As fresh as what is on the screen: whatever the
 * stream tells of a chat, or of another one of its client, makes its opening old, and so does a stream that has a gap.
 */
export class Ahead<Opening> {
  readonly #kept = new Map<number, Kept<Opening>>();
  readonly #read: (number: number) => Promise<Opening>;
  /** Milliseconds. */
  readonly #now: () => number;

  constructor(read: (number: number) => Promise<Opening>, now = () => performance.now()) {
    this.#read = read;
    this.#now = now;
  }

  /** Asks for what a chat opens with, where that is not here already. */
  look({ number, client }: Chat): void {
    const known = this.#kept.get(number);
    if (known && this.#isFresh(known)) return;
    this.#kept.delete(number);
    // Whoever opens it asks again, and is told what went wrong.
    const opening = this.#read(number).catch(() => null);
    this.#kept.set(number, { opening, clientId: client.id, since: this.#now() });
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST)) this.#kept.delete(oldest);
  }

  /** For whoever opens the chat now, once; null: nothing fresh is here. */
  async take(number: number): Promise<Opening | null> {
    const known = this.#kept.get(number);
    this.#kept.delete(number);
    return known && this.#isFresh(known) ? known.opening : null;
  }

  /** Something of the chat has changed. */
  forget(number: number): void {
    this.#kept.delete(number);
  }

  /** The chat has changed, or has come: its client's other chats name it. */
  changed({ number, client }: Chat): void {
    for (const [kept, { clientId }] of this.#kept)
      if (kept === number || clientId === client.id) this.#kept.delete(kept);
  }

  /** Anything may have changed. */
  clear(): void {
    this.#kept.clear();
  }

  #isFresh({ since }: Kept<Opening>): boolean {
    return this.#now() - since < FRESH_MS;
  }
}
