import { SvelteMap } from 'svelte/reactivity';
import { api } from '#lib/api/api.ts';
import type { ChatQuery } from '#lib/api/chats.ts';
import type { Chat, ChatStatus } from '#lib/api/types.ts';
import { newerChat } from '#lib/live/merge.ts';
import type { Filters } from './address.ts';
import { countWaiting, latestFirst, sectionsOf, type Section } from './sections.ts';
import type { Session } from '#lib/session/session.svelte.ts';

const OPEN: ChatStatus[] = ['new', 'answered', 'in_progress'];
const PAGE_SIZE = 100;
const OPEN_FIRST = { status: OPEN.join(','), sort: 'lastContactAt', order: 'desc', pageSize: PAGE_SIZE } as const;
/** Beyond this the list shows what is newest and leaves the rest to search. */
const MOST_PAGES = 50;

/** All open chats this employee may see, kept live; or what a search or a filter found. */
export class Inbox {
  readonly chats = new SvelteMap<number, Chat>();
  readonly found = new SvelteMap<number, Chat>();
  search = $state('');
  pageId = $state<string | null>(null);
  status = $state<ChatStatus | null>(null);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** How many there are; at least so many, where nobody counted on. */
  foundTotal = $state.raw({ count: 0, isExact: true });

  readonly isSearching = $derived(this.search.trim() !== '' || this.status === 'finished');
  readonly waiting = $derived.by(() => countWaiting(this.chats.values(), this.#me));
  readonly shown = $derived.by(() => this.#shown());
  readonly sections = $derived.by((): Section[] =>
    this.isSearching ? [{ name: 'found', chats: this.shown.toSorted(latestFirst) }] : sectionsOf(this.shown, this.#me),
  );

  /** What is shown, once it was asked for: not each letter of a search. */
  readonly asked = $derived.by((): Filters => ({ pageId: this.pageId, status: this.status, search: this.#sought }));

  readonly #session: Session;
  #sought = $state('');
  #asking: AbortController | null = null;
  /** Where the search goes on; empty: from its beginning. */
  #next = $state.raw<string | null>('');

  constructor(session: Session) {
    this.#session = session;
  }

  get #me(): string {
    return this.#session.employee?.id ?? '';
  }

  apply(chat: Chat) {
    const newer = newerChat(this.chats.get(chat.number), chat);
    if (newer.status === 'finished') this.chats.delete(chat.number);
    else this.chats.set(chat.number, newer);
    const known = this.found.get(chat.number);
    if (known || this.#isJustFinished(chat)) this.found.set(chat.number, newerChat(known, chat));
  }

  /** What an address asks for; of a page that is not there for this employee it says nothing. */
  show({ pageId, status, search }: Filters) {
    this.pageId = this.#session.pages.some(({ id }) => id === pageId) ? pageId : null;
    this.status = status;
    this.search = search;
    void this.find();
  }

  clear() {
    this.#asking?.abort();
    this.chats.clear();
    this.found.clear();
    this.search = '';
    this.#sought = '';
    this.pageId = null;
    this.status = null;
    this.state = 'loading';
  }

  /** Loads every open chat; chats that are open no more are dropped at the end, so that the list never blinks. */
  async load(): Promise<void> {
    try {
      const seen = new Set<number>();
      const startedWith = new Map(this.chats);
      let next: string | null = '';
      for (let page = 1; page <= MOST_PAGES && next !== null; page += 1) {
        const list = await api.chats.list({ ...OPEN_FIRST, cursor: next });
        for (const chat of list.items) seen.add(chat.number);
        for (const chat of list.items) this.apply(chat);
        this.state = 'ready';
        next = list.next;
      }
      for (const [number, chat] of startedWith)
        if (!seen.has(number) && this.chats.get(number) === chat) this.chats.delete(number);
      this.error = null;
    } catch (error) {
      this.error = error;
      if (this.state === 'loading') this.state = 'failed';
    }
  }

  async retry(): Promise<void> {
    this.state = 'loading';
    await (this.isSearching ? this.find() : this.load());
  }

  /** Asks the server anew for what the search field and the filters say. */
  async find(): Promise<void> {
    this.#asking?.abort();
    this.#sought = this.search;
    this.#next = '';
    if (!this.isSearching) return;
    this.found.clear();
    this.state = 'loading';
    await this.findMore();
  }

  get isMore(): boolean {
    return this.#next !== null;
  }

  async findMore(): Promise<void> {
    if (this.#next === null) return;
    const asking = (this.#asking = new AbortController());
    try {
      const list = await api.chats.list(this.#query(this.#next), asking.signal);
      if (asking.signal.aborted) return;
      this.#next = list.next;
      for (const chat of list.items) this.found.set(chat.number, newerChat(this.chats.get(chat.number), chat));
      this.foundTotal = { count: Math.max(list.total, this.found.size), isExact: list.totalIsExact };
      this.state = 'ready';
      this.error = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.error = error;
      this.state = 'failed';
    }
  }

  /** While the finished chats are shown, one that finishes now joins them. */
  #isJustFinished(chat: Chat): boolean {
    return this.status === 'finished' && chat.status === 'finished' && this.search.trim() === '';
  }

  #query(cursor: string): ChatQuery {
    return {
      cursor,
      pageSize: 50,
      sort: 'lastContactAt',
      order: 'desc',
      q: this.search.trim(),
      ...(this.pageId === null ? {} : { pageId: this.pageId }),
      ...(this.status === null ? {} : { status: this.status }),
    };
  }

  #shown(): Chat[] {
    const chats = [...(this.isSearching ? this.found : this.chats).values()];
    return chats.filter(
      (chat) =>
        (this.pageId === null || chat.page.id === this.pageId) && (this.status === null || chat.status === this.status),
    );
  }
}
