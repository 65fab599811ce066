import { api } from '#lib/api/api.ts';
import type { GoldenChat, GoldenResult } from '#lib/api/types.ts';

type Patch = Record<string, unknown> | null;
const TRY_AFTER_MS = 500;

/** The pinned chats of a scope, and what the draft would make of them. */
export class GoldenChats {
  readonly scope: string | null;
  readonly canRun: boolean;
  items = $state.raw<GoldenChat[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  results = $state.raw<Map<string, GoldenResult> | null>(null);
  /** The run did not come about. */
  runError = $state.raw<unknown>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;

  constructor(scope: string | null, canRun: boolean) {
    this.scope = scope;
    this.canRun = canRun;
  }

  load = async (): Promise<void> => {
    try {
      this.items = (await api.goldenChats.list(this.scope)).items;
      this.state = 'ready';
    } catch (error) {
      this.error = error;
      this.state = 'failed';
    }
  };

  /** Soon, as somebody may still be typing; an older answer that comes late is dropped. Null: what is in force. */
  tryOut(draft: Patch) {
    clearTimeout(this.#timer);
    if (!this.canRun) return;
    this.#run += 1;
    const run = this.#run;
    this.#timer = setTimeout(() => void this.#ask(draft, run), this.results ? TRY_AFTER_MS : 0);
  }

  async unpin(id: string): Promise<void> {
    await api.goldenChats.unpin(id);
    this.items = this.items.filter((item) => item.id !== id);
  }

  leave() {
    clearTimeout(this.#timer);
    this.#run += 1;
  }

  async #ask(draft: Patch, run: number): Promise<void> {
    try {
      const { items } = await api.settings.tryGolden(this.scope, draft === null ? {} : { settings: draft });
      if (run !== this.#run) return;
      this.results = new Map(items.map((item) => [item.id, item]));
      this.runError = null;
    } catch (error) {
      if (run === this.#run) this.runError = error;
    }
  }
}
