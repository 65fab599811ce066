// The runes of the state classes under test are declared here.
/// <reference types="svelte" />

/** What the state classes need of a browser, as plain objects. */
export class MemoryStorage {
  readonly #kept: Record<string, string> = {};

  getItem(key: string): string | null {
    return this.#kept[key] ?? null;
  }

  setItem(key: string, value: string) {
    this.#kept[key] = value;
    Object.defineProperty(this, key, { value, enumerable: true, configurable: true, writable: true });
  }

  removeItem(key: string) {
    Reflect.deleteProperty(this.#kept, key);
    Reflect.deleteProperty(this, key);
  }
}

export type Asked = { method: string; path: string; headers: Headers; body: unknown };

/** A server that answers as told: a status and a body, or nothing at all. */
export class ScriptedServer {
  readonly asked: Asked[] = [];
  answer: (asked: Asked) => { status: number; body?: unknown } | 'away' = () => 'away';

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const asked = {
      method: init.method ?? 'GET',
      path: url.pathname + url.search,
      headers: new Headers(init.headers),
      body,
    };
    this.asked.push(asked);
    const answer = this.answer(asked);
    if (answer === 'away') throw new TypeError('fetch failed');
    return Response.json(answer.body ?? null, { status: answer.status });
  };
}
