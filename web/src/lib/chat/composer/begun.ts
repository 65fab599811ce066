import type { Message } from '#lib/api/types.ts';
import { browserStorage } from './browser-storage.ts';

/** What one had seen of a chat as one began to write: what colleagues answered since may cross one's own answer. */
export class Begun {
  readonly #name: string;
  readonly #employeeId: () => string;

  /** Kept beside the draft, and as long: a text that lay for an hour was begun an hour ago. */
  constructor(chatNumber: number, employeeId: () => string) {
    this.#name = `begun:${chatNumber}`;
    this.#employeeId = employeeId;
  }

  /** A key in the field; `isEmpty`: nothing is left in it. */
  typed(isEmpty: boolean, messages: readonly Message[]) {
    if (isEmpty) this.#write('');
    else if (this.#read() === '') this.#write(lastSeen(messages) ?? '');
  }

  /** The text goes out, and the next one begins anew. */
  take(messages: readonly Message[]): string | null {
    const seen = this.#read() || lastSeen(messages);
    this.#write('');
    return seen;
  }

  #read(): string {
    return browserStorage.read(this.#employeeId(), this.#name) ?? '';
  }

  #write(seen: string) {
    browserStorage.write(this.#employeeId(), this.#name, seen);
  }
}

/** A person's answer, where there is one: those stand in the order in which they were given. */
export function lastSeen(messages: readonly Message[]): string | null {
  const answer = messages.findLast(({ via }) => via === 'desk' || via === 'meta_inbox');
  return (answer ?? messages.at(-1))?.id ?? null;
}
