import { setTimeout as delay } from 'node:timers/promises';
import { serialise, signatureHeaders } from '#test/messenger/wire.ts';
import type { Ledger } from './ledger.ts';
import { app } from './stack.ts';

export type Post = { at: number; status: number; ms: number; mids: string[] };
export type ClientEvent = { mid: string; psid: string; at: number; text: string };

/** Meta gives up after five seconds: until then it wants an answer, good or bad. */
export const META_WAITS_MS = 5_000;

/**
 * Signs and posts by itself, past the simulated Meta: for copies, batches, disorder, and to time every single answer.
 */
export class Direct {
  readonly posts: Ledger<Post>;
  private readonly url: string;
  private readonly patienceMs: number;

  /** `patienceMs`: that of one attempt. */
  constructor(url: string, posts: Ledger<Post>, patienceMs = META_WAITS_MS) {
    this.url = `${url}/webhooks/messenger`;
    this.posts = posts;
    this.patienceMs = patienceMs;
  }

  /** One attempt. */
  async post(page: string, events: ClientEvent[]): Promise<Post> {
    return this.postBody(
      bodyOf([{ page, events: events.map((event) => messageOf(page, event)) }]),
      events.map(({ mid }) => mid),
    );
  }

  async postBody(body: string, mids: string[]): Promise<Post> {
    const at = Date.now();
    const since = performance.now();
    const headers = { 'content-type': 'application/json', ...signatureHeaders(body, app.secret) };
    const status = await fetch(this.url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(this.patienceMs),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 0,
    );
    return this.posts.add({ at, status, ms: performance.now() - since, mids });
  }

  /** Again and again until it is taken, as Meta does; false when it never was. */
  async deliver(page: string, events: ClientEvent[], patienceMs = 120_000): Promise<boolean> {
    const until = Date.now() + patienceMs;
    for (let pause = 100; ; pause = Math.min(1_000, pause * 2)) {
      if ((await this.post(page, events)).status === 200) return true;
      if (Date.now() > until) return false;
      await delay(pause);
    }
  }
}

export function messageOf(page: string, { mid, psid, at, text }: ClientEvent) {
  return { sender: { id: psid }, recipient: { id: page }, timestamp: at, message: { mid, text } };
}

export function bodyOf(entries: { page: string; events: unknown[] }[]): string {
  const entry = entries.map(({ page, events }) => ({ id: page, time: Date.now(), messaging: events }));
  return serialise({ object: 'page', entry });
}
