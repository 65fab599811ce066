import type { FaultInput } from '#test/messenger/faults.ts';
import type { Send } from '#test/messenger/graph/ledger.ts';
import { type ClientInput, inboxFields, type PageInput } from '#test/messenger/options.ts';
import type { SwitchesInput } from '#test/messenger/switches.ts';
import type { Delivery } from '#test/messenger/webhook/delivery.ts';

export type Written = { mid: string; timestamp: number; psid: string; page: string };
export type MessageInput = { client: string; page: string; text: string; timestamp?: number };

/** The control surface of the simulated Meta. Faults are kept apart by owner, so that rows may run side by side. */
export class Meta {
  readonly url: string;
  private readonly faults = new Map<string, FaultInput[]>();
  private putting: Promise<unknown> = Promise.resolve();

  constructor(url: string) {
    this.url = url;
  }

  createPage = (page: PageInput) => this.ask('POST', 'pages', page);
  changePage = (id: string, change: Partial<PageInput>) => this.ask('PUT', `pages/${id}`, change);
  createClient = (client: ClientInput) =>
    this.ask<{ id: string; psids: Record<string, string> }>('POST', 'clients', client);
  write = (message: MessageInput) => this.ask<Written>('POST', 'messages', message);
  setSwitches = (switches: SwitchesInput) => this.ask('PUT', 'switches', switches);
  setWebhook = (url: string) => this.ask('PUT', 'webhook', { url });
  webhook = () => this.ask<{ url: string; verified: boolean }>('GET', 'webhook');
  idle = (timeoutMs: number) => this.ask<{ idle: boolean }>('GET', `idle?timeoutMs=${timeoutMs}`);

  /**
   * What the Graph API does wrong on that page from now on; none: a good day. One after the other: each puts all of
   * them.
   */
  setFaults(page: string, faults: FaultInput[]): Promise<unknown> {
    this.faults.set(
      page,
      faults.map((fault) => ({ ...fault, page })),
    );
    const put = () => this.ask('PUT', 'faults', [...this.faults.values()].flat());
    this.putting = this.putting.then(put, put);
    return this.putting;
  }

  /** No echoes of that page come any more, as if the app were not subscribed to them. */
  muteEchoes(page: string): Promise<unknown> {
    return this.changePage(page, { subscribedFields: inboxFields.filter((field) => field !== 'message_echoes') });
  }

  /** Everything that page ever sent, as Meta saw it. */
  async sends(pages: string[]): Promise<Send[]> {
    return (await this.ask<Send[]>('GET', 'sends')).filter(({ page }) => pages.includes(page));
  }

  async deliveries(pages: string[]): Promise<Delivery[]> {
    return (await this.ask<Delivery[]>('GET', 'deliveries')).filter(({ page }) => pages.includes(page));
  }

  private async ask<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.url}/control/${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
