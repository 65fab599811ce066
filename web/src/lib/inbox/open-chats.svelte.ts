import { SvelteMap } from 'svelte/reactivity';
import { api } from '#lib/api/api.ts';
import type { Chat, OpenSection, SectionCounts } from '#lib/api/types.ts';
import { newerChat } from '#lib/live/merge.ts';
import {
  AT_ONCE,
  type Counts,
  countsOf,
  FIRST,
  NOTHING,
  type Narrowing,
  queryOf,
  type Reaches,
  reachesOf,
  reachOf,
  UNREAD,
} from './reach.ts';
import { chatsBySection, countWaiting, OPEN_SECTIONS, type Section, waitingFirst } from './sections.ts';

const MORE = 100;
/** Of nobody's chats, as far as a key looks for one that fits. */
const MOST_PAGES = 5;
/** Changes come in throngs: one count tells of all of them. */
const RECOUNT_MS = 1_500;

/**
 * The open chats this employee may see, kept live: their own all of them, of the others as many as were looked at. How
 * many there are the server says, until all of a section is here.
 */
export class OpenChats {
  readonly known = new SvelteMap<number, Chat>();
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  readonly waiting = $derived.by(() =>
    this.#reached.mine.next === null ? countWaiting(this.known.values(), this.#me()) : this.#waitsForMe,
  );
  readonly sections = $derived.by((): Section[] => this.#sections());

  readonly #me: () => string;
  #narrowing: Narrowing = { pageId: null, status: null };
  #reached = $state.raw<Reaches>(NOTHING);
  /** What they were narrowed to when they were read: until the next answer the list stays as it is. */
  #shown = $state.raw<Narrowing>({ pageId: null, status: null });
  #counts = $state.raw<Counts>(countsOf([]));
  #waitsForMe = $state(0);
  #isBegun = false;
  #asking = new AbortController();
  readonly #reading = new Set<OpenSection>();
  #recount: ReturnType<typeof setTimeout> | undefined;

  constructor(me: () => string) {
    this.#me = me;
  }

  apply(chat: Chat) {
    const known = this.known.get(chat.number);
    const newer = newerChat(known, chat);
    // Whoever opens a chat has nothing new to tell of it: neither rows nor counts are made anew.
    if (newer === known) return;
    if (newer.status === 'finished') this.known.delete(chat.number);
    else this.known.set(chat.number, newer);
    if (OPEN_SECTIONS.some((name) => this.#reached[name].next !== null)) this.#countSoon();
  }

  clear() {
    this.#asking.abort();
    clearTimeout(this.#recount);
    this.#recount = undefined;
    this.#narrowing = this.#shown = { pageId: null, status: null };
    this.#reached = NOTHING;
    this.#counts = countsOf([]);
    this.known.clear();
    this.#isBegun = false;
    this.state = 'loading';
  }

  /** Reads them anew, narrowed to these; what is shown stays until the answer is here. */
  async narrow(to: Narrowing): Promise<void> {
    const isSame = to.pageId === this.#narrowing.pageId && to.status === this.#narrowing.status;
    this.#narrowing = to;
    if (this.#isBegun && !isSame) await this.load();
  }

  /**
   * How many there are, and the first ones of what was looked at: at first of what is mine and of what is nobody's.
   * Chats that are open no more are dropped when the answer is here, so that the list never blinks.
   */
  async load(): Promise<void> {
    this.#isBegun = true;
    this.#asking.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#reading.clear();
    const narrowing = this.#narrowing;
    const startedWith = new Map(this.known);
    const names = OPEN_SECTIONS.filter((name) => AT_ONCE.has(name) || this.#reached[name] !== UNREAD);
    try {
      const [counts, ...pages] = await Promise.all([
        api.chats.sections(queryOf(narrowing), signal),
        ...names.map(async (name) => [name, await this.#read(name, narrowing, FIRST, '', signal)] as const),
      ]);
      if (signal.aborted) return;
      const chats = pages.flatMap(([, { items }]) => items);
      this.#forget(startedWith, new Set(chats.map(({ number }) => number)));
      for (const chat of chats) this.#keep(chat);
      this.#shown = narrowing;
      this.#count(counts);
      this.#reached = reachesOf(new Map(pages), this.#counts);
      this.state = 'ready';
      this.error = null;
      for (const name of OPEN_SECTIONS) if (name === 'mine' || this.#counts[name] <= FIRST) void this.more(name);
    } catch (error) {
      if (signal.aborted) return;
      this.error = error;
      if (this.state === 'loading') this.state = 'failed';
    }
  }

  /** Reads on in a section, where more of it is looked at than is here. */
  async more(name: OpenSection): Promise<void> {
    const reach = this.#reached[name];
    const { signal } = this.#asking;
    if (reach.next === null || this.#reading.has(name) || this.state !== 'ready') return;
    this.#reading.add(name);
    try {
      const page = await this.#read(name, this.#shown, reach.end === null ? FIRST : MORE, reach.next, signal);
      if (signal.aborted) return;
      for (const chat of page.items) this.#keep(chat);
      this.#reached = { ...this.#reached, [name]: { ...reachOf(page), end: page.items.at(-1) ?? reach.end } };
      this.#reading.delete(name);
    } catch {
      // The list says that the connection is lost; it is asked for again when somebody looks at it again.
      if (!signal.aborted) this.#reading.delete(name);
      return;
    }
    // Of my own none is left out.
    if (name === 'mine') await this.more('mine');
  }

  /** What fits of those that are here; where none does, nobody's are read on as long as there are more. */
  async seek(find: (chats: Iterable<Chat>) => Chat | null): Promise<Chat | null> {
    for (let page = 0; ; page += 1) {
      const { next } = this.#reached.unassigned;
      const found = find(this.known.values());
      if (found || next === null || page === MOST_PAGES) return found;
      await this.more('unassigned');
      if (this.#reached.unassigned.next === next) return null;
    }
  }

  /** My own are read whatever is shown: how many wait for me has nothing to do with it. */
  #read(name: OpenSection, narrowing: Narrowing, pageSize: number, cursor: string, signal: AbortSignal) {
    const query = name === 'mine' ? {} : queryOf(narrowing);
    return api.chats.section(name, { ...query, pageSize, cursor }, signal);
  }

  #keep(chat: Chat) {
    const newer = newerChat(this.known.get(chat.number), chat);
    if (newer.status !== 'finished') this.known.set(chat.number, newer);
  }

  /** What was here before and did not change meanwhile: it is read again where it is looked at. */
  #forget(startedWith: Map<number, Chat>, seen: Set<number>) {
    for (const [number, chat] of startedWith)
      if (!seen.has(number) && this.known.get(number) === chat) this.known.delete(number);
  }

  #sections(): Section[] {
    const { pageId, status } = this.#shown;
    const chats = [...this.known.values()].filter(
      (chat) => (pageId === null || chat.page.id === pageId) && (status === null || chat.status === status),
    );
    const found = chatsBySection(chats, this.#me());
    return OPEN_SECTIONS.map((name) => {
      const { end, next } = this.#reached[name];
      const here = next === null ? found[name] : found[name].filter((chat) => end && waitingFirst(chat, end) <= 0);
      const count = next === null ? here.length : Math.max(this.#counts[name], here.length);
      return { name, chats: here, total: { count, isExact: true } };
    });
  }

  #countSoon() {
    // Not all desks at the same moment.
    this.#recount ??= setTimeout(() => void this.#countAgain(), RECOUNT_MS * (0.5 + Math.random() / 2));
  }

  async #countAgain() {
    this.#recount = undefined;
    const { signal } = this.#asking;
    const counts = await api.chats.sections(queryOf(this.#shown), signal).catch(() => null);
    if (counts && !signal.aborted) this.#count(counts);
  }

  #count({ sections, waitsForMe }: SectionCounts) {
    this.#counts = countsOf(sections);
    this.#waitsForMe = waitsForMe;
  }
}
