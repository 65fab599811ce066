import { api } from '#lib/api/api.ts';
import { session } from '#lib/session/session.svelte.ts';

/** Whether the chat that is open is an example; asked for as its menu opens, since admins alone are shown it there. */
export class Pinned {
  #known = $state.raw<{ number: number; is: boolean } | null>(null);

  is(number: number): boolean {
    return this.#known?.number === number && this.#known.is;
  }

  set(number: number) {
    this.#known = { number, is: true };
  }

  async ask(number: number): Promise<void> {
    if (!session.isAdmin || this.#known?.number === number) return;
    // Where it cannot be said, pinning a second time is refused in words.
    const list = await api.goldenChats.list(null).catch(() => null);
    if (list && !this.is(number))
      this.#known = { number, is: list.items.some(({ chatNumber }) => chatNumber === number) };
  }
}
