import { ApiError } from '#lib/api/error.ts';
import { api } from '#lib/api/api.ts';
import type { Message, Quoted, UploadedFile } from '#lib/api/types.ts';
import { newId } from '#lib/words/new-id.ts';
import { browserStorage } from './browser-storage.ts';
import { type Pending, readPending } from './pending.ts';

const PREFIX = 'outbox:';
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30_000;

/** What an answer says, and the ready replies it was made from. */
export type Said = { text: string; ready?: string[]; files?: UploadedFile[] };

/** Messages on their way: kept over reloads and breaks, sent in order, with the same key until they are confirmed. */
export class Outbox {
  pending = $state.raw<Pending[]>([]);
  /** Why the server said no, by key: these stay until the person decides. */
  refused = $state.raw<ReadonlyMap<string, ApiError>>(new Map());
  /** The last try found nobody there. */
  isStuck = $state(false);

  #employeeId = '';
  #sending = false;
  readonly #awaited = new Map<string, (isAccepted: boolean) => void>();
  #wait = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #confirmed: (chatNumber: number, message: Message) => void = () => {};

  open(employeeId: string, confirmed: (chatNumber: number, message: Message) => void) {
    this.#employeeId = employeeId;
    this.#confirmed = confirmed;
    this.refused = new Map();
    this.pending = browserStorage
      .all(employeeId, PREFIX)
      .map(readPending)
      .filter((item) => item !== null)
      .toSorted((a, b) => a.at.localeCompare(b.at));
    void this.flush();
  }

  close() {
    clearTimeout(this.#timer);
    this.#employeeId = '';
    this.pending = [];
  }

  /**
   * Whether the server took it: known once it did, or once the person gave it up. `seen`: what its writer had seen of
   * the chat as they began.
   */
  add(
    chatNumber: number,
    { text, ready = [], files = [] }: Said,
    quoted: Quoted | null,
    seen: string | null,
  ): Promise<boolean> {
    const readyReplyIds = ready.length > 0 ? { readyReplyIds: ready } : {};
    const at = new Date().toISOString();
    const replyTo = quoted?.id ?? null;
    const item: Pending = { key: newId(), chatNumber, text, files, at, replyTo, quoted, seen, ...readyReplyIds };
    this.#keep(item);
    this.pending = [...this.pending, item];
    const accepted = new Promise<boolean>((resolve) => this.#awaited.set(item.key, resolve));
    void this.flush();
    return accepted;
  }

  /** The message with this key stands in the chat now, or the person gave it up. */
  remove(key: string, isAccepted = true) {
    this.#awaited.get(key)?.(isAccepted);
    this.#awaited.delete(key);
    browserStorage.write(this.#employeeId, PREFIX + key, '');
    this.pending = this.pending.filter((item) => item.key !== key);
    this.#allow(key);
  }

  retry(key: string) {
    this.#allow(key);
    void this.flush();
  }

  /** The person knows of the answer that crossed theirs and sends all the same; of a further one they hear anew. */
  sendAnyway(key: string) {
    const seen = this.refused.get(key)?.details['message'];
    const number = this.pending.find((item) => item.key === key)?.chatNumber;
    if (typeof seen === 'string') {
      this.pending = this.pending.map((item) => (item.chatNumber === number ? { ...item, seen } : item));
      this.pending.forEach((item) => item.chatNumber === number && this.#keep(item));
    }
    this.retry(key);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#send(next);
      this.isStuck = false;
      this.#wait = FIRST_RETRY_MS;
    } catch {
      this.isStuck = true;
      this.#timer = setTimeout(() => void this.flush(), this.#wait);
      this.#wait = Math.min(LONGEST_RETRY_MS, this.#wait * 2);
    } finally {
      this.#sending = false;
    }
  }

  /** A refused message holds back the later ones of its chat, so that a client never reads answers out of order. */
  #next(): Pending | undefined {
    const held = new Set(this.pending.filter((item) => this.refused.has(item.key)).map((item) => item.chatNumber));
    return this.pending.find((item) => !held.has(item.chatNumber));
  }

  async #send(item: Pending): Promise<void> {
    const { text, files = [], replyTo, seen, readyReplyIds } = item;
    const from = readyReplyIds === undefined ? {} : { readyReplyIds };
    const said = { ...(text === '' ? {} : { text }), fileIds: files.map(({ id }) => id) };
    const body = { ...said, replyTo, ...(seen === undefined ? {} : { seen }), ...from };
    try {
      const { parts, ...first } = await api.chats.post(item.chatNumber, item.key, body);
      for (const message of [first, ...parts]) this.#confirmed(item.chatNumber, message);
      this.remove(item.key);
    } catch (error) {
      if (!(error instanceof ApiError) || error.isPassing || error.status === 401) throw error;
      this.refused = new Map(this.refused).set(item.key, error);
    }
  }

  #keep(item: Pending) {
    browserStorage.write(this.#employeeId, PREFIX + item.key, JSON.stringify(item));
  }

  #allow(key: string) {
    const refused = new Map(this.refused);
    if (refused.delete(key)) this.refused = refused;
  }
}

export const outbox = new Outbox();
