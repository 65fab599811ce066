import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/**
 * What there may be to do: relay an input, leave the machine to deliveries that throng, read changes, send a message,
 * go by other settings, give chats to others, read a delivery, forget a key, ask many chats at once, write a file,
 * read one, send a document, make a lead that a chat wants, fetch a file, make what is shown of a picture, tell others,
 * connect pages.
 */
export type Topic =
  | 'inbox'
  | 'throng'
  | 'change'
  | 'outbox'
  | 'settings'
  | 'routing'
  | 'delivery'
  | 'keys'
  | 'bulk'
  | 'exports'
  | 'imports'
  | 'documents'
  | 'leads'
  | 'outgoing'
  | 'attachment'
  | 'file'
  | 'facebook';

/**
 * Tells all processes that there is work, by NOTIFY *after* the commit and at most one at a time: a NOTIFY inside the
 * transaction makes commits queue up behind each other. A lost notice costs a second at most, since every listener also
 * looks by itself; the rows are the truth.
 */
export class Notifier {
  /** Stands in every notice of this one: what is told to others has been told to its own process already. */
  readonly mark = `#${randomBytes(6).toString('hex')}`;
  private readonly waiting = new Set<Topic>();
  private sending = false;
  private readonly pool: Pool;
  private readonly local: (topic: Topic) => void;

  constructor(pool: Pool, local: (topic: Topic) => void = () => undefined) {
    this.pool = pool;
    this.local = local;
  }

  notify(...topics: Topic[]): void {
    for (const topic of topics) {
      this.waiting.add(topic);
      this.local(topic);
    }
    if (!this.sending) void this.send();
  }

  private async send(): Promise<void> {
    this.sending = true;
    while (this.waiting.size > 0) {
      const topics = [...this.waiting];
      this.waiting.clear();
      const told = [...topics, this.mark].join();
      await this.pool.query(`select pg_notify('rozmova', $1)`, [told]).catch(() => undefined);
    }
    this.sending = false;
  }
}
