import { Stream } from './stream.ts';
import type { HubMessage, TabMessage } from './hub-messages.ts';

/** One tab, as the hub sees it: a place to say words into. */
export type Tab = { say(message: HubMessage): void };

/**
 * The one stream of a browser and the tabs that follow it. Over plain HTTP a browser opens six connections to a host,
 * and each stream holds one for good: with one of its own in every tab, the sixth tab would stop all of them.
 */
export class Hub {
  #stream: Stream | null = null;
  #employeeId = '';
  /** The one that was looked at last stands last, and speaks for all. */
  readonly #tabs = new Set<Tab>();
  #speaker: Tab | undefined;
  /** Who has been told everything since a place of the stream: the others load anew as soon as it stands. */
  readonly #current = new Set<Tab>();

  hear(tab: Tab, message: TabMessage) {
    if (message.kind === 'join') this.#join(tab, message.employeeId, message.since);
    else if (message.kind === 'leave') this.#leave(tab);
    else if (message.kind === 'wake') this.#wake(tab);
    else this.#stream?.lost();
  }

  #join(tab: Tab, employeeId: string, since: string) {
    // One browser has one log-in: who came before it is logged in no more.
    if (this.#stream && employeeId !== this.#employeeId) this.#end();
    this.#employeeId = employeeId;
    this.#tabs.add(tab);
    this.#appoint(tab);
    const stream = (this.#stream ??= this.#open(since));
    if (since !== '' && since === stream.place) this.#current.add(tab);
    else this.#current.delete(tab);
    tab.say({ kind: 'connection', connection: stream.connection });
    if (stream.connection.state === 'open') this.#welcome(tab, stream, true);
  }

  #leave(tab: Tab) {
    this.#tabs.delete(tab);
    this.#current.delete(tab);
    if (this.#tabs.size === 0) this.#close();
    if (tab === this.#speaker) this.#appoint([...this.#tabs].at(-1));
  }

  /** A tab that was looked at has been touched, too: a browser lets it make a sound. */
  #wake(tab: Tab) {
    this.#stream?.wake();
    if (!this.#tabs.delete(tab)) return;
    this.#tabs.add(tab);
    this.#appoint(tab);
  }

  #appoint(tab: Tab | undefined) {
    if (tab === this.#speaker) return;
    this.#speaker?.say({ kind: 'speaker', isSpeaker: false });
    this.#speaker = tab;
    tab?.say({ kind: 'speaker', isSpeaker: true });
  }

  #open(since: string): Stream {
    const stream: Stream = new Stream(this.#employeeId, since, {
      connection: (connection) => this.#tell({ kind: 'connection', connection }),
      opened: (goesOn) => this.#tabs.forEach((tab) => this.#welcome(tab, stream, goesOn)),
      told: (told) => this.#tell({ kind: 'told', told }),
      // What an abandoned one still finds out is not about this one.
      ended: () => stream === this.#stream && this.#end(),
    });
    stream.connect();
    return stream;
  }

  #welcome(tab: Tab, stream: Stream, goesOn: boolean) {
    tab.say({ kind: 'opened', isGapless: goesOn && this.#current.has(tab), place: stream.place });
    this.#current.add(tab);
  }

  #end() {
    this.#close();
    this.#tell({ kind: 'ended' });
    this.#tabs.clear();
    this.#speaker = undefined;
    this.#current.clear();
  }

  #close() {
    this.#stream?.close();
    this.#stream = null;
  }

  #tell(message: HubMessage) {
    for (const tab of this.#tabs) tab.say(message);
  }
}
