import { api } from '#lib/api/api.ts';
import type { DemoBody } from '#lib/api/types.ts';

/** The demo company, for a newcomer to it; where there is none, or the server is silent, nothing. */
class Demo {
  accounts = $state.raw<DemoBody['accounts']>([]);
  password = $state.raw<string | null>(null);
  clientPage = $state.raw<string | null>(null);
  #asked = false;

  /** Asked once: whether there is a demo does not change while a server runs. */
  async load(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    try {
      ({ accounts: this.accounts, password: this.password, clientPage: this.clientPage } = await api.demo.read());
    } catch {
      this.#asked = false;
    }
  }
}

export const demo = new Demo();
