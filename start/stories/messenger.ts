/** The simulated Messenger, by its control surface: what clients do there. */
export class Messenger {
  readonly #url: string;

  constructor(url: string) {
    this.#url = `${url}/control`;
  }

  /** The client writes, as if so many minutes ago; what stands in their thread already is not said once more. */
  async says(who: Who, text: string, minutesAgo = 0, behind: object = {}): Promise<void> {
    const { messages } = await this.#ask<Thread>('GET', `/thread?${new URLSearchParams(who)}`);
    if (messages.some((message) => message.from === 'client' && message.text === text)) return;
    await this.#ask('POST', '/messages', { ...who, ...behind, text, timestamp: Date.now() - minutesAgo * 60_000 });
  }

  reads = (who: Who) => this.#ask('POST', '/reads', who);

  /** The next answer to this person does not arrive: Meta says that they cannot be reached right now. */
  async refusesOnce(who: Who): Promise<void> {
    const { psid } = await this.#ask<Thread>('GET', `/thread?${new URLSearchParams(who)}`);
    const fault = { kind: 'error', on: 'send', page: who.page, psid, times: 1, code: 551, subcode: 1545041 };
    await this.#ask('PUT', '/faults', [fault]);
  }

  /** The page's token is dead, as after its owner changed their password; or alive again. */
  async tokenEnds(page: string, isDead: boolean): Promise<void> {
    await this.#ask('PUT', `/pages/${page}`, { tokenError: isDead ? { subcode: 460 } : null });
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(this.#url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`Messenger: ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** A client of the simulated Messenger on one of its pages. */
export type Who = { client: string; page: string };
type Thread = { psid: string; messages: { from: string; text?: string }[] };
