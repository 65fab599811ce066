import { api } from '#lib/api/api.ts';
import type { Message } from '#lib/api/types.ts';
import { byTime, mergeById } from '#lib/live/merge.ts';
import { Unseen } from './unseen.svelte.ts';

type Page = Awaited<ReturnType<typeof api.chats.messages>>;
type Known = readonly Message[];

const PAGE_SIZE = 50;
export const MESSAGES_AT_ONCE = PAGE_SIZE + 1;
/** So many are kept: of a longer conversation those on the other side are let go, and come again. */
const MOST = 600;

/** The part of a chat's messages that is here: in a row, without gaps. Its end is kept beside it. */
export class LoadedMessages {
  items = $state.raw<Message[]>([]);
  /** The chat's first message is among them. */
  isComplete = $state(false);
  /** And its last one. */
  hasEnd = $state(true);
  isLoading = $state(false);
  readonly unseen = new Unseen();
  /** How often something was loaded: what came then is not news. */
  loads = $state(0);

  readonly #number: number;
  /** While another part is shown: the last ones, to which the stream adds. */
  #end: Message[] = [];
  #touched = new Set<string>();

  constructor(number: number) {
    this.#number = number;
  }

  /** The last ones, whatever is shown. */
  get newest(): Known {
    return this.hasEnd ? this.items : this.#end;
  }

  /** Before the last ones are asked for: what the stream tells from here on is newer than the answer. */
  beginReading() {
    this.#touched = new Set();
  }

  /** The last ones, asked for anew. More was missed than they are: what stood before the gap is loaded again. */
  takeNewest({ items, next }: Page) {
    this.loads += 1;
    const overlap = items.some(({ id }) => this.newest.some((known) => known.id === id));
    const known = overlap || next === null ? this.newest : [];
    const merged = mergeById(known, items, this.#touched);
    if (!this.hasEnd) this.#end = merged;
    else {
      this.items = merged;
      this.isComplete = next === null || (this.isComplete && overlap);
    }
  }

  loadOlder(): Promise<void> {
    const [first] = this.items;
    if (this.isComplete || !first) return Promise.resolve();
    return this.#more({ order: 'desc', from: first.id }, ({ items, next }) => {
      const all = mergeById(items, this.items);
      if (all.length > MOST && this.hasEnd) this.#leaveEnd();
      this.items = all.slice(0, MOST);
      this.isComplete = next === null;
    });
  }

  loadNewer(): Promise<void> {
    const last = this.items.at(-1);
    if (this.hasEnd || !last) return Promise.resolve();
    return this.#more({ order: 'asc', from: last.id }, ({ items, next }) => {
      this.unseen.take(items);
      const all = mergeById(items, this.items);
      this.items = all.slice(-MOST);
      if (all.length > MOST) this.isComplete = false;
      this.#joinEnd(next === null);
    });
  }

  /** Shows the part around a message, or around the first one that was not seen; its id, where it is there. */
  async showAround(from: string): Promise<string | null> {
    const known = this.items.some(({ id }) => id === from);
    if (known) return from;
    const [before, after] = await Promise.all([this.#ask({ order: 'desc', from }), this.#ask({ order: 'asc', from })]);
    const [first] = after.items;
    if (!first) return null;
    this.loads += 1;
    if (this.hasEnd) this.#leaveEnd();
    this.items = mergeById(before.items, after.items);
    this.isComplete = before.next === null;
    this.#joinEnd(after.next === null);
    return first.id;
  }

  showEnd() {
    this.unseen.clear();
    if (this.hasEnd) return;
    this.loads += 1;
    this.items = this.#end;
    this.isComplete = false;
    this.#joinEnd(true);
  }

  /** What the stream tells: whether it was not known. */
  receive(message: Message): boolean {
    const isNew = ![...this.items, ...this.#end].some(({ id }) => id === message.id);
    this.#touched.add(message.id);
    this.#put(message);
    if (isNew && message.direction === 'in') this.unseen.add(message.id);
    return isNew;
  }

  /** The answer to a request: the stream may be ahead of it. */
  confirm(message: Message) {
    if (!this.newest.some(({ id }) => id === message.id)) this.#put(message);
  }

  /** The answer to a request for a change of it. */
  async change(id: string, ask: () => Promise<Message>): Promise<void> {
    this.#touched.delete(id);
    const changed = await ask();
    if (!this.#touched.has(id)) this.#put(changed);
  }

  #put(message: Message) {
    this.items = withNews(this.items, message, { atEnd: this.hasEnd, atStart: this.isComplete });
    if (!this.hasEnd) this.#end = withNews(this.#end, message, { atEnd: true, atStart: false });
  }

  async #more(query: { order: 'asc' | 'desc'; from: string }, take: (page: Page) => void): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    const before = this.loads;
    try {
      const page = await this.#ask(query);
      // Another part is shown by now.
      if (this.loads !== before) return;
      this.loads += 1;
      take(page);
    } finally {
      this.isLoading = false;
    }
  }

  #ask(query: { order: 'asc' | 'desc'; from?: string }): Promise<Page> {
    return api.chats.messages(this.#number, { ...query, pageSize: MESSAGES_AT_ONCE });
  }

  #leaveEnd() {
    this.#end = this.items.slice(-PAGE_SIZE);
    this.hasEnd = false;
  }

  #joinEnd(isReached: boolean) {
    const [first] = this.#end;
    if (!isReached && !this.items.some(({ id }) => id === first?.id)) return;
    this.unseen.take(this.#end);
    this.items = mergeById(this.items, this.#end);
    this.#end = [];
    this.hasEnd = true;
  }
}

/** What lies beyond a part that does not reach so far would stand behind a gap. */
function withNews(part: Message[], message: Message, reach: { atEnd: boolean; atStart: boolean }): Message[] {
  const [first, last] = [part[0], part.at(-1)];
  const isKnown = part.some(({ id }) => id === message.id);
  const isBeyond =
    (last && !reach.atEnd && byTime(message, last) > 0) || (first && !reach.atStart && byTime(message, first) < 0);
  return !isKnown && isBeyond ? part : mergeById(part, [message]);
}
