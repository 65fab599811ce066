import { SvelteMap } from 'svelte/reactivity';
import { api } from '#lib/api/api.ts';
import type { ChatQuery } from '#lib/api/chats.ts';
import type { Chat, ChatStatus, Hit, OpenSection } from '#lib/api/types.ts';
import { newerChat } from '#lib/live/merge.ts';
import type { Filters } from './address.ts';
import { OpenChats } from './open-chats.svelte.ts';
import { countWaiting, latestFirst, type Section } from './sections.ts';
import type { Session } from '#lib/session/session.svelte.ts';

/** The open chats this employee may see, in their sections; or what a search or a filter found. */
export class Inbox {
  readonly found = new SvelteMap<number, Chat>();
  /** Where the words stand in them. */
  readonly hits = new SvelteMap<number, Hit>();
  search = $state('');
  pageId = $state<string | null>(null);
  status = $state<ChatStatus | null>(null);
  /** How many there are; at least so many, where nobody counted on. */
  foundTotal = $state.raw({ count: 0, isExact: true });

  readonly isNarrowed = $derived.by(() => this.isSearching || this.pageId !== null || this.status !== null);
  readonly isSearching = $derived(this.search.trim() !== '' || this.status === 'finished');
  /** What is shown, once it was asked for: not each letter of a search. */
  readonly asked = $derived.by((): Filters => ({ pageId: this.pageId, status: this.status, search: this.#sought }));
  readonly sections = $derived.by((): Section[] =>
    this.isSearching ? [{ name: 'found', chats: this.#shownOfFound(), total: this.foundTotal }] : this.#open.sections,
  );
  readonly isEmpty = $derived(this.sections.every(({ total, chats }) => total.count === 0 && chats.length === 0));
  /** Chats stand in the list; before it is known how many, none do. */
  readonly isShown = $derived.by(() => !this.isEmpty && (this.isSearching || this.#open.state === 'ready'));
  /** How many of them there are. */
  readonly total = $derived.by(() =>
    this.isSearching
      ? this.foundTotal
      : { count: this.sections.reduce((sum, { total }) => sum + total.count, 0), isExact: true },
  );

  /** How many chats wait for whoever looks that what is filtered or searched for leaves out. */
  readonly elsewhere = $derived.by(() => {
    const shown = this.sections.flatMap(({ chats }) => chats);
    return Math.max(0, this.waiting - countWaiting(shown, this.#session.employee?.id ?? ''));
  });

  readonly #session: Session;
  readonly #open: OpenChats;
  #sought = $state('');
  #foundState = $state<'loading' | 'ready' | 'failed'>('loading');
  #foundError = $state.raw<unknown>(null);
  #asking: AbortController | null = null;
  /** Where the search goes on; empty: from its beginning. */
  #next = $state.raw<string | null>('');

  constructor(session: Session) {
    this.#session = session;
    this.#open = new OpenChats(() => session.employee?.id ?? '');
  }

  /** Open chats that are known, shown or not. */
  get chats(): ReadonlyMap<number, Chat> {
    return this.#open.known;
  }

  /** How many chats wait for whoever looks. */
  get waiting(): number {
    return this.#open.waiting;
  }

  get state(): 'loading' | 'ready' | 'failed' {
    return this.isSearching ? this.#foundState : this.#open.state;
  }

  get error(): unknown {
    return this.isSearching ? this.#foundError : this.#open.error;
  }

  apply(chat: Chat) {
    this.#open.apply(chat);
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
    this.#open.clear();
    this.#forgetFound();
    this.search = '';
    this.#sought = '';
    this.pageId = null;
    this.status = null;
  }

  load(): Promise<void> {
    return this.#open.load();
  }

  async retry(): Promise<void> {
    if (this.isSearching) return this.find();
    this.#open.state = 'loading';
    await this.#open.load();
  }

  /** Asks the server anew for what the search field and the filters say. */
  async find(): Promise<void> {
    this.#asking?.abort();
    this.#sought = this.search;
    this.#next = '';
    const narrowing = { pageId: this.pageId, status: this.status === 'finished' ? null : this.status };
    const narrowed = this.#open.narrow(narrowing);
    if (!this.isSearching) return narrowed;
    this.#forgetFound();
    this.foundTotal = { count: 0, isExact: true };
    this.#foundState = 'loading';
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
      for (const { hit, ...chat } of list.items) {
        this.found.set(chat.number, newerChat(this.chats.get(chat.number), chat));
        if (hit) this.hits.set(chat.number, hit);
      }
      this.foundTotal = { count: Math.max(list.total, this.found.size), isExact: list.totalIsExact };
      this.#foundState = 'ready';
      this.#foundError = null;
    } catch (error) {
      if (asking.signal.aborted) return;
      this.#foundError = error;
      this.#foundState = 'failed';
    }
  }

  /** More of a section is looked at than is here. */
  /** Also among nobody's chats that were not looked at yet. */
  seek(find: (chats: Iterable<Chat>) => Chat | null): Promise<Chat | null> {
    return this.#open.seek(find);
  }

  more(section: OpenSection): Promise<void> {
    return this.#open.more(section);
  }

  /** While the finished chats are shown, one that finishes now joins them. */
  #isJustFinished(chat: Chat): boolean {
    return this.status === 'finished' && chat.status === 'finished' && this.search.trim() === '';
  }

  #forgetFound() {
    this.found.clear();
    this.hits.clear();
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

  #shownOfFound(): Chat[] {
    const { pageId, status } = this;
    return [...this.found.values()]
      .filter((chat) => (pageId === null || chat.page.id === pageId) && (status === null || chat.status === status))
      .toSorted(latestFirst);
  }
}
