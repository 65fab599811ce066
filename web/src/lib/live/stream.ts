import { api } from '#lib/api/api.ts';
import { ApiError } from '#lib/api/error.ts';
import type { ConnectionState, Told } from './hub-messages.ts';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;
const RETRY_GROWTH = 1.5;
/** The server gives a sign of life every 15 s; a connection that is silent for so long is dead. */
const SILENCE_MS = 40_000;
/** Somebody looks, and two signs of life may be missing: a laptop slept, and the connection may have died unseen. */
const DOUBTFUL_MS = 25_000;
const CHANGES = ['chat', 'message', 'entry', 'page', 'presence', 'document', 'links', 'record', 'attention', 'reload'];
/** What is of the moment only says nothing of the place. */
const PASSING = ['beat', 'attention'];

export type StreamListener = {
  connection(connection: ConnectionState): void;
  /** The stream stands; `goesOn`: from the place where it stood before. */
  opened(goesOn: boolean): void;
  told(told: Told): void;
  /** Nobody is logged in any more, or somebody else is. */
  ended(): unknown;
};

/**
 * One connection to the server's changes: comes back by itself and catches up from where it stood. Lives in a worker or
 * in a tab.
 */
export class Stream {
  connection: ConnectionState = { state: 'connecting', brokenSince: null, nextTryAt: 0 };
  readonly #employeeId: string;
  readonly #listener: StreamListener;
  #lastId: string;
  /** Of a batch only the last event says a place: in between nobody else can go on from it. */
  #isBetween = false;
  #source: EventSource | null = null;
  #attempt = 0;
  #heardAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(employeeId: string, since: string, listener: StreamListener) {
    this.#employeeId = employeeId;
    this.#lastId = since;
    this.#listener = listener;
  }

  /** Up to where everything was told; empty where that cannot be said. */
  get place(): string {
    return this.#isBetween ? '' : this.#lastId;
  }

  connect() {
    this.close();
    this.#say({
      ...this.connection,
      state: this.connection.state === 'broken' ? 'broken' : 'connecting',
      nextTryAt: 0,
    });
    const from = this.#lastId ? `?lastEventId=${encodeURIComponent(this.#lastId)}` : '';
    const source = new EventSource(`/api/changes${from}`);
    this.#source = source;
    this.#listenForSilence();
    source.onerror = () => source === this.#source && void this.#failed();
    this.#on(source, 'hello', ({ data }) => this.#greeted(JSON.parse(data) as Greeting));
    for (const name of [...CHANGES, 'beat']) this.#on(source, name, (told) => this.#told(told));
    this.#on(source, 'bye', () => void this.#failed());
  }

  wake() {
    const isWaiting = this.connection.state === 'broken' && this.#source === null;
    if (isWaiting || (this.connection.state === 'open' && Date.now() - this.#heardAt > DOUBTFUL_MS)) this.connect();
  }

  lost() {
    if (this.#source) this.#break();
  }

  close() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#source?.close();
    this.#source = null;
  }

  #on(source: EventSource, name: string, take: (told: Told) => void) {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      if (source !== this.#source) return;
      this.#heardAt = Date.now();
      this.#listenForSilence();
      take({ name, data: event.data, id: event.lastEventId });
    });
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#break(), SILENCE_MS);
  }

  #greeted({ id, employeeId }: Greeting) {
    // Another log-in of the same browser has the cookie now; what is told here is not for this desk.
    if (employeeId !== this.#employeeId) return this.#end();
    const goesOn = this.#lastId !== '';
    if (!goesOn) this.#lastId = id;
    this.#attempt = 0;
    this.#say({ state: 'open', brokenSince: null, nextTryAt: 0 });
    this.#listener.opened(goesOn);
  }

  #told(told: Told) {
    // EventSource repeats the last id with events that bring none.
    const brings = told.id !== '' && told.id !== this.#lastId;
    if (brings) this.#lastId = told.id;
    if (!PASSING.includes(told.name)) this.#isBetween = !brings;
    this.#listener.told(told);
  }

  /** EventSource hides the status: asking for the session tells an ended log-in from a server that is away. */
  async #failed() {
    this.#break();
    const found = await api.session.get().then(
      ({ employee }) => employee.id,
      (error: unknown) => (error instanceof ApiError && error.status === 401 ? null : this.#employeeId),
    );
    if (found !== this.#employeeId) this.#end();
  }

  #end() {
    this.close();
    this.#listener.ended();
  }

  #break() {
    this.close();
    const wait =
      Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * RETRY_GROWTH ** this.#attempt) * (0.8 + Math.random() * 0.4);
    this.#attempt += 1;
    this.#timer = setTimeout(() => this.connect(), wait);
    const brokenSince = this.connection.brokenSince ?? Date.now();
    this.#say({ state: 'broken', brokenSince, nextTryAt: Date.now() + wait });
  }

  #say(connection: ConnectionState) {
    this.connection = connection;
    this.#listener.connection(connection);
  }
}

type Greeting = { id: string; employeeId: string };
