import { SvelteMap } from 'svelte/reactivity';
import { api } from '#lib/api/api.ts';
import type { Chat, List, Sibling } from '#lib/api/types.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';

const PAGE_SIZE = 10;

/** What else one client wrote about, before the chat on screen and after it: for them it is one conversation. */
export class Past {
  /** The nearest first. */
  earlier = $state.raw<Sibling[]>([]);
  later = $state.raw<Sibling[]>([]);
  /** How many earlier ones are not loaded. */
  rest = $state(0);
  isLoading = $state(false);
  /** Earlier chats that were opened in place, by their numbers. */
  readonly opened = new SvelteMap<number, OpenChat>();

  readonly #number: number;
  readonly #openChat: (number: number) => OpenChat;

  constructor(number: number, openChat: (number: number) => OpenChat) {
    this.#number = number;
    this.#openChat = openChat;
  }

  /** The nearest of the earlier ones. */
  takeEarlier({ items, total }: List<Sibling>) {
    const known = new Set(items.map(({ number }) => number));
    const kept = this.earlier.filter(({ number }) => !known.has(number));
    this.earlier = [...kept, ...items].toSorted((a, b) => b.number - a.number);
    this.rest = Math.max(0, total - this.earlier.length);
  }

  /**
   * A chat is read without them, too: what fails here is asked for again with the next load. `chat`: as far as it is
   * known. After one that is open there is none.
   */
  async loadLater(chat: Chat | null): Promise<void> {
    if (chat === null || chat.status === 'finished') await this.#loadLater().catch(() => undefined);
  }

  async loadMore(): Promise<void> {
    if (this.isLoading || this.rest === 0) return;
    this.isLoading = true;
    await this.#loadEarlier(Math.floor(this.earlier.length / PAGE_SIZE) + 1).catch(() => undefined);
    this.isLoading = false;
  }

  /** Opens an earlier chat where it stands, or folds it. It is loaded only now. */
  toggle(number: number): void {
    if (this.opened.delete(number)) return;
    const talk = this.#openChat(number);
    this.opened.set(number, talk);
    void talk.load();
  }

  /** Where another chat of `own`'s client has changed, or has come. */
  apply(chat: Chat, own: Chat | null): void {
    if (chat.client.id !== own?.client.id || chat.number === this.#number) return;
    if (chat.number < this.#number) this.earlier = withNews(this.earlier, chat);
    else if (this.later.some(({ number }) => number === chat.number)) this.later = withNews(this.later, chat);
    else void this.#loadLater().catch(() => undefined);
  }

  async #loadEarlier(page: number): Promise<void> {
    this.takeEarlier(await api.chats.siblings(this.#number, { side: 'earlier', page, pageSize: PAGE_SIZE }));
  }

  async #loadLater(): Promise<void> {
    this.later = (await api.chats.siblings(this.#number, { side: 'later', pageSize: PAGE_SIZE })).items;
  }
}

/** One that was deleted is no neighbour any more. */
function withNews(siblings: Sibling[], chat: Chat): Sibling[] {
  if (chat.deleted) return siblings.filter((known) => known.number !== chat.number);
  return siblings.map((known) => (known.number === chat.number ? { ...known, ...chat } : known));
}
