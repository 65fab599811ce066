import { api } from '#lib/api/api.ts';
import type { ContactMatch } from '#lib/api/types.ts';

/** Contacts with the phone or e-mail of a chat's client: shown, never chosen. */
export class ChatContacts {
  matches = $state.raw<ContactMatch[]>([]);
  state = $state<'none' | 'ready' | 'failed'>('none');
  #asked = 0;

  /** Only the answer to the last question counts. */
  load = async (number: number): Promise<void> => {
    const asked = (this.#asked += 1);
    const answer = await api.contacts.ofChat(number).catch(() => null);
    if (asked !== this.#asked) return;
    this.matches = answer?.matches ?? [];
    this.state = answer ? 'ready' : 'failed';
  };

  clear() {
    this.#asked += 1;
    this.matches = [];
    this.state = 'none';
  }
}
