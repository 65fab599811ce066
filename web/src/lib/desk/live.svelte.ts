import { api } from '#lib/api.ts';
import { ApiError } from '#lib/api-error.ts';
import type { Chat, Entry, Message, PageOfSession, PresenceChange } from '#lib/api-types.ts';

export type LiveListener = {
  chat?(chat: Chat): void;
  message?(chatNumber: number, message: Message): void;
  entry?(chatNumber: number, entry: Entry): void;
  page?(page: PageOfSession): void;
  presence?(presence: PresenceChange): void;
  /** The server's sign of life, which comes in time also where timers are held back: in a tab behind others. */
  beat?(): void;
  /** Too much was missed to be told one by one: load anew. */
  reload?(): void;
  /** The stream stands. `live.hasCaughtUp` says whether it goes on from where it stood before. */
  opened?(): void;
  ended?(): void;
};

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const RETRY_GROWTH = 1.5;
/** The server gives a sign of life every 15 s; a connection that is silent for so long is dead. */
const SILENCE_MS = 40_000;
/** A tab that slept this long may hold a connection that died unseen. */
const SLEPT_MS = 30_000;

/** The one stream of changes of this tab: reconnects by itself and catches up from where it stood. */
export class Live {
  state = $state<'off' | 'connecting' | 'open' | 'broken'>('off');
  brokenSince = $state<number | null>(null);
  nextTryAt = $state(0);
  hasCaughtUp = false;

  #source: EventSource | null = null;
  #lastId = '';
  #attempt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #hiddenAt = 0;
  readonly #listeners = new Set<LiveListener>();

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): () => void {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    window.addEventListener('online', () => this.connect(), options);
    window.addEventListener('offline', () => this.#break(), options);
    window.addEventListener('focus', () => this.state === 'broken' && this.connect(), options);
    document.addEventListener('visibilitychange', () => this.#wake(), options);
    this.connect();
    return () => {
      stop.abort();
      this.#close();
      this.state = 'off';
      this.brokenSince = null;
      this.#lastId = '';
    };
  }

  connect() {
    this.#close();
    if (this.state !== 'broken') this.state = 'connecting';
    this.nextTryAt = 0;
    const from = this.#lastId ? `?lastEventId=${encodeURIComponent(this.#lastId)}` : '';
    const source = new EventSource(`/api/changes${from}`);
    this.#source = source;
    source.onerror = () => void this.#failed(source);
    this.#on(source, 'hello', (data: { id: string | number }) => this.#opened(String(data.id)));
    this.#on(source, 'chat', (data: { chat: Chat }) => this.#tell((to) => to.chat?.(data.chat)));
    this.#on(source, 'message', (data: { chatNumber: number; message: Message }) =>
      this.#tell((to) => to.message?.(data.chatNumber, data.message)),
    );
    this.#on(source, 'entry', (data: { chatNumber: number; entry: Entry }) =>
      this.#tell((to) => to.entry?.(data.chatNumber, data.entry)),
    );
    this.#on(source, 'page', (data: { page: PageOfSession }) => this.#tell((to) => to.page?.(data.page)));
    this.#on(source, 'reload', () => this.#tell((to) => to.reload?.()));
    this.#on(source, 'presence', (data: { presence: PresenceChange }) =>
      this.#tell((to) => to.presence?.(data.presence)),
    );
    this.#on(source, 'beat', () => this.#tell((to) => to.beat?.()));
    this.#on(source, 'bye', () => this.#tell((to) => to.ended?.()));
  }

  #on<Data>(source: EventSource, name: string, take: (data: Data) => void) {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      if (source !== this.#source) return;
      clearTimeout(this.#silence);
      this.#silence = setTimeout(() => this.#break(), SILENCE_MS);
      if (event.lastEventId && name !== 'hello') this.#lastId = event.lastEventId;
      take(JSON.parse(event.data) as Data);
    });
  }

  #tell(tell: (listener: LiveListener) => void) {
    for (const listener of this.#listeners) tell(listener);
  }

  #opened(id: string) {
    this.hasCaughtUp = this.#lastId !== '';
    if (!this.hasCaughtUp) this.#lastId = id;
    this.#attempt = 0;
    this.state = 'open';
    this.brokenSince = null;
    this.#tell((to) => to.opened?.());
  }

  /** EventSource hides the status: asking for the session tells an ended log-in from a server that is away. */
  async #failed(source: EventSource) {
    if (source !== this.#source) return;
    this.#break();
    const ended = await api.session.get().then(
      () => false,
      (error: unknown) => error instanceof ApiError && error.status === 401,
    );
    if (ended) this.#tell((to) => to.ended?.());
  }

  #break() {
    this.#close();
    this.state = 'broken';
    this.brokenSince ??= Date.now();
    const wait =
      Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * RETRY_GROWTH ** this.#attempt) * (0.8 + Math.random() * 0.4);
    this.#attempt += 1;
    this.nextTryAt = Date.now() + wait;
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  #wake() {
    if (document.hidden) this.#hiddenAt = Date.now();
    else if (this.state === 'broken' || Date.now() - this.#hiddenAt > SLEPT_MS) this.connect();
  }

  #close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }
}

export const live = new Live();
