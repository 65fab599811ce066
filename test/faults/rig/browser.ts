import { setTimeout as delay } from 'node:timers/promises';
import type { ChatBody } from '#api/chats/schema.ts';
import type { MessageBody } from '#api/messages/schema.ts';
import type { Desk } from './desk.ts';
import type { Ledger } from './ledger.ts';

export type Seen = { at: number; event: string; id: string; data: unknown };
export type OnScreen = { chatNumber: number; message: MessageBody; firstSeenAt: number };

/**
 * One window of the desk: it records what its screen would show, comes back after every break, and never reloads by
 * itself.
 */
export class Browser {
  readonly messages = new Map<string, OnScreen>();
  readonly chats = new Map<number, ChatBody>();
  /** How often the product asked for everything to be loaded anew. */
  reloads = 0;
  private readonly desk: Desk;
  private readonly ledger: Ledger<Seen>;
  private readonly closing = new AbortController();
  private lastId = '';
  private connection = new AbortController();
  private awake = Promise.withResolvers<void>();
  private reading: Promise<void> = Promise.resolve();

  constructor(desk: Desk, ledger: Ledger<Seen>) {
    this.desk = desk;
    this.ledger = ledger;
    this.awake.resolve();
  }

  /** The connection breaks. */
  cut(): void {
    this.connection.abort();
  }

  /** The machine goes to sleep: the connection stays, and nothing is read from it. */
  sleep(): void {
    this.awake = Promise.withResolvers();
  }

  wake(): void {
    this.awake.resolve();
  }

  /** Resolves when the first stream stands. */
  open(): Promise<void> {
    return new Promise((resolve) => {
      this.reading = this.stayOpen(resolve);
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.wake();
    await this.reading;
  }

  private async stayOpen(opened: () => void): Promise<void> {
    while (!this.closing.signal.aborted) {
      await this.read(opened).catch(() => undefined);
      await delay(300);
    }
  }

  private async read(opened: () => void): Promise<void> {
    this.connection = new AbortController();
    const since = this.lastId === '' ? {} : { 'last-event-id': this.lastId };
    const answer = await fetch(`${this.desk.url}/api/changes`, {
      headers: { ...this.desk.credentials, ...since },
      signal: AbortSignal.any([this.closing.signal, this.connection.signal]),
    });
    if (!answer.ok || !answer.body) return;
    let rest = '';
    for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
      await this.awake.promise;
      const frames = (rest + chunk).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) this.take(frame);
      opened();
    }
  }

  private take(frame: string): void {
    const field = (name: string) =>
      frame
        .split('\n')
        .filter((line) => line.startsWith(`${name}:`))
        .map((line) => line.slice(name.length + 1).trim());
    const id = field('id')[0];
    const event = field('event')[0];
    if (id) this.lastId = id;
    if (event === undefined) return;
    const data = JSON.parse(field('data').join('\n') || 'null') as unknown;
    this.ledger.add({ at: Date.now(), event, id: id ?? '', data });
    this.show(event, data);
  }

  private show(event: string, data: unknown): void {
    if (event === 'reload') this.reloads += 1;
    if (event === 'chat') {
      const { chat } = data as { chat: ChatBody };
      const known = this.chats.get(chat.number);
      if (!known || known.version <= chat.version) this.chats.set(chat.number, chat);
    }
    if (event === 'message') {
      const { chatNumber, message } = data as { chatNumber: number; message: MessageBody };
      const firstSeenAt = this.messages.get(message.id)?.firstSeenAt ?? Date.now();
      this.messages.set(message.id, { chatNumber, message, firstSeenAt });
    }
  }
}
