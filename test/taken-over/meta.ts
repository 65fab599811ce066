import { setTimeout as delay } from 'node:timers/promises';

export type Said = { mid: string; timestamp: number; psid: string; page: string };
type Line = { mid: string; from: 'client' | 'page'; text?: string; attachments?: unknown[]; metadata?: string };
export type Thread = { page: string; client: string; psid: string; messages: Line[] };

/** The simulated Messenger, asked over its control surface. */
export class Meta {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.url}/control/${path}`, { method, headers, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  /** A person writes to a page. */
  async wrote(page: string, client: string, text: string, more: object = {}): Promise<Said> {
    const said = await this.control<Said>('POST', 'messages', { page, client, text, ...more });
    await delay(2); // No two words in one moment: their order is what they are told by.
    return said;
  }

  threads = (): Promise<Thread[]> => this.control('GET', 'threads');
}
