import { api } from '#lib/api/api.ts';
import type { OfferedReply } from '#lib/api/types.ts';

/** What the picker shows of a chat's ready replies: what answers to the words, and which one is meant. */
export class OfferedReplies {
  items = $state.raw<OfferedReply[]>([]);
  state = $state<'loading' | 'ready' | 'failed'>('loading');
  at = $state(0);
  /** Which of its languages; the client's own is the first. */
  language = $state(0);

  readonly #number: number;
  #asking = new AbortController();
  #answered: Promise<void> = Promise.resolve();

  constructor(number: number) {
    this.#number = number;
  }

  get current(): OfferedReply | undefined {
    return this.items[this.at];
  }

  get text() {
    const texts = this.current?.texts ?? [];
    return texts[this.language % Math.max(1, texts.length)];
  }

  seek(words: string) {
    this.#asking.abort();
    this.#asking = new AbortController();
    this.#answered = this.#ask(words, this.#asking.signal);
  }

  choose(at: number) {
    if (at === this.at) return;
    this.at = at;
    this.language = 0;
  }

  turnLanguage() {
    this.language = (this.language + 1) % Math.max(1, this.current?.texts.length ?? 0);
  }

  /** Whoever types fast and presses Enter means what they typed, not what was there a moment before. */
  async settled(): Promise<void> {
    await this.#answered;
  }

  async #ask(words: string, signal: AbortSignal): Promise<void> {
    try {
      const { items } = await api.readyReplies.offered(this.#number, words, signal);
      if (signal.aborted) return;
      this.items = items;
      this.at = 0;
      this.language = 0;
      this.state = 'ready';
    } catch {
      if (!signal.aborted) this.state = 'failed';
    }
  }
}
