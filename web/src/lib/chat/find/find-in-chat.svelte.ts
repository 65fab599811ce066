import { api } from '#lib/api/api.ts';
import { ApiError } from '#lib/api/error.ts';
import type { OpenChat } from '#lib/chat/open-chat.svelte.ts';
import { dateOf } from '#lib/words/day.ts';

const PAUSE_MS = 250;

/** Looks for words in all of a chat, and goes from one place to the next; or to a day. */
export class FindInChat {
  readonly #open: OpenChat;
  /** The newest first; null: nothing was looked for. */
  found = $state.raw<{ id: string }[] | null>(null);
  isWhole = $state(true);
  /** Which of them is shown. */
  at = $state(0);
  isAsking = $state(false);
  problem = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;

  constructor(open: OpenChat) {
    this.#open = open;
  }

  typed(q: string) {
    this.stop();
    this.isAsking = q.trim() !== '';
    if (this.isAsking) this.#timer = setTimeout(() => void this.#ask(q.trim()), PAUSE_MS);
  }

  /** An earlier one: 1, a later one: -1. Behind the last one the first one comes. */
  step(by: 1 | -1) {
    const count = this.found?.length ?? 0;
    if (count > 0) void this.#show((this.at + by + count) % count);
  }

  /** To the first message of a day, else to the next one after it. */
  async goToDay(day: string): Promise<void> {
    const start = dateOf(day);
    start.setHours(0, 0, 0, 0);
    await this.#try(async () => {
      const { id } = await api.search.nearest(this.#open.number, start.toISOString());
      if (id !== null) await this.#open.seek(id);
    });
  }

  stop() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    [this.found, this.isWhole, this.at, this.isAsking, this.problem] = [null, true, 0, false, null];
  }

  async #ask(q: string): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    await this.#try(async () => {
      const { items, isWhole } = await api.search.inChat(this.#open.number, q, signal);
      if (signal.aborted) return;
      [this.found, this.isWhole] = [items, isWhole];
      await this.#show(0);
    }, signal);
    if (!signal.aborted) this.isAsking = false;
  }

  async #show(at: number): Promise<void> {
    this.at = at;
    const message = this.found?.[at];
    if (message) await this.#open.seek(message.id);
  }

  async #try(work: () => Promise<void>, signal?: AbortSignal): Promise<void> {
    this.problem = null;
    try {
      await work();
    } catch (error) {
      if (!signal?.aborted) this.problem = error instanceof ApiError ? error.message : String(error);
    }
  }
}
