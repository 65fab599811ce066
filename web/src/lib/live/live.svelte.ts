import type { AttentionOfChat, Chat, Entry, Message, PageOfSession, PresenceChange } from '#lib/api/types.ts';
import { type HubConnection, connectHub, ownHub } from './hub-connection.ts';
import type { HubMessage, ConnectionState, Told } from './hub-messages.ts';

export type LiveListener = {
  chat?(chat: Chat): void;
  message?(chatNumber: number, message: Message): void;
  entry?(chatNumber: number, entry: Entry): void;
  page?(page: PageOfSession): void;
  presence?(presence: PresenceChange): void;
  document?(id: string): void;
  /** What a chat's client is linked to is otherwise. */
  links?(chatNumber: number): void;
  /** A lead or an order is. */
  record?(id: string): void;
  attention?(attention: AttentionOfChat): void;
  /** The server's sign of life, which comes in time also where timers are held back: in a tab behind others. */
  beat?(): void;
  /** Too much was missed to be told one by one: load anew. */
  reload?(): void;
  /** The stream stands. `live.hasCaughtUp` says whether it goes on from where it stood before. */
  opened?(): void;
  ended?(): void;
};

/**
 * The stream's holder passes on a sign of life every 15 s and every try to reconnect; silent for so long, it is dead.
 */
const SILENCE_MS = 60_000;

/** What this tab hears of the changes: the stream itself is shared by all tabs of the browser. */
export class Live {
  state = $state<'off' | ConnectionState['state']>('off');
  brokenSince = $state<number | null>(null);
  nextTryAt = $state(0);
  hasCaughtUp = false;
  /** Whether this tab makes the sounds and shows the notifications of its browser. */
  isSpeaker = false;

  #hub: HubConnection | null = null;
  #open = connectHub;
  #employeeId = '';
  #lastId = '';
  #silence: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<LiveListener>();

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells what changes after `since`; empty: from when the stream stands. */
  start(employeeId: string, since = ''): () => void {
    const stop = new AbortController();
    const options = { signal: stop.signal };
    window.addEventListener('online', () => this.connect(), options);
    window.addEventListener('offline', () => this.#hub?.say({ kind: 'lost' }), options);
    window.addEventListener('focus', () => this.connect(), options);
    window.addEventListener('pagehide', () => this.#leave(), options);
    window.addEventListener('pageshow', () => this.#hub ?? this.#join(), options);
    document.addEventListener('visibilitychange', () => this.#looked(), options);
    this.#employeeId = employeeId;
    this.#lastId = since;
    this.#join();
    return () => {
      stop.abort();
      this.#leave();
      this.state = 'off';
      this.brokenSince = null;
      this.#lastId = '';
    };
  }

  /** Tries at once, where the stream is broken or may be. */
  connect() {
    this.#hub?.say({ kind: 'wake' });
  }

  #join() {
    this.#leave();
    const hub = this.#open(
      (message) => hub === this.#hub && this.#hear(message),
      () => this.#goAlone(),
    );
    // A stream of its own would take a connection from the tab that is looked at.
    if (hub.isOwn && document.hidden) return;
    this.#hub = hub;
    this.#listenForSilence();
    hub.say({ kind: 'join', employeeId: this.#employeeId, since: this.#lastId });
  }

  /** The shared holder does not come up: better a stream of one's own than none. */
  #goAlone() {
    this.#open = ownHub;
    this.#join();
  }

  #leave() {
    clearTimeout(this.#silence);
    this.#hub?.close();
    this.#hub = null;
    this.isSpeaker = false;
  }

  #looked() {
    if (!document.hidden) return this.#hub ? this.connect() : this.#join();
    if (this.#hub?.isOwn) this.#leave();
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#join(), SILENCE_MS);
  }

  #hear(message: HubMessage) {
    this.#listenForSilence();
    if (message.kind === 'speaker') this.isSpeaker = message.isSpeaker;
    else if (message.kind === 'connection') Object.assign(this, message.connection);
    else if (message.kind === 'told') this.#told(message.told);
    else if (message.kind === 'ended') this.#tell((to) => to.ended?.());
    else {
      this.hasCaughtUp = message.isGapless;
      if (!message.isGapless) this.#lastId = message.place;
      this.#tell((to) => to.opened?.());
    }
  }

  #told({ name, data, id }: Told) {
    if (id !== '') this.#lastId = id;
    const said = JSON.parse(data) as Said;
    if (name === 'chat') this.#tell((to) => to.chat?.(said.chat));
    else if (name === 'message') this.#tell((to) => to.message?.(said.chatNumber, said.message));
    else if (name === 'entry') this.#tell((to) => to.entry?.(said.chatNumber, said.entry));
    else if (name === 'page') this.#tell((to) => to.page?.(said.page));
    else if (name === 'presence') this.#tell((to) => to.presence?.(said.presence));
    else if (name === 'document') this.#tell((to) => to.document?.(said.documentId));
    else if (name === 'links') this.#tell((to) => to.links?.(said.chatNumber));
    else if (name === 'record') this.#tell((to) => to.record?.(said.recordId));
    else if (name === 'attention') this.#tell((to) => to.attention?.(JSON.parse(data) as AttentionOfChat));
    else if (name === 'beat') this.#tell((to) => to.beat?.());
    else if (name === 'reload') this.#tell((to) => to.reload?.());
  }

  #tell(tell: (listener: LiveListener) => void) {
    for (const listener of this.#listeners) tell(listener);
  }
}

/** Each event brings those of these that belong to its name. */
type Said = {
  chat: Chat;
  chatNumber: number;
  message: Message;
  entry: Entry;
  page: PageOfSession;
  presence: PresenceChange;
  documentId: string;
  recordId: string;
};

export const live = new Live();
