import { api } from '#lib/api/api.ts';
import { isGone } from '#lib/api/error.ts';
import type { PageCard, PageHistory } from '#lib/api/types.ts';
import type { LiveListener } from '#lib/live/live.svelte.ts';

/** A page asks the engine and Meta: what comes of it is looked for so often, and no longer than so many times. */
const LOOK_EVERY_MS = 1_000;
const LOOKS_MAX = 20;

/** How one page is, and what happened to it. */
export class OpenPageCard {
  card = $state.raw<PageCard | null>(null);
  history = $state.raw<PageHistory | null>(null);
  state = $state<'loading' | 'ready' | 'gone' | 'failed'>('loading');
  error = $state.raw<unknown>(null);
  /** Somebody pressed: it is being looked at. */
  isLooking = $state(false);
  #id = '';
  #asked = 0;

  load = async (id: string): Promise<void> => {
    const asked = (this.#asked += 1);
    if (id !== this.#id) [this.card, this.history, this.state] = [null, null, 'loading'];
    this.#id = id;
    try {
      const [card, history] = await Promise.all([api.pages.health(id), api.pages.history(id)]);
      if (asked !== this.#asked) return;
      [this.card, this.history, this.state] = [card, history, 'ready'];
    } catch (error) {
      if (asked !== this.#asked) return;
      // What stands on the screen stays there while the API is away for a moment.
      if (this.card && !isGone(error)) return;
      this.error = error;
      this.state = isGone(error) ? 'gone' : 'failed';
    }
  };

  readonly following: LiveListener = {
    page: ({ id }) => void (id === this.#id && this.load(id)),
    reload: () => void this.load(this.#id),
  };

  /** Has the page looked at now, and waits until it was. */
  look = async (): Promise<void> => {
    const id = this.#id;
    const seen = seenAt(this.card);
    this.isLooking = true;
    this.error = null;
    try {
      await api.pages.look(id);
      for (let n = 0; n < LOOKS_MAX && id === this.#id && seenAt(this.card) === seen; n += 1) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        await this.load(id);
      }
    } catch (error) {
      this.error = error;
    } finally {
      this.isLooking = false;
    }
  };
}

/** What is counted by us is looked at each time, whatever Meta says. */
const seenAt = (card: PageCard | null): string | null => card?.checks.find(({ kind }) => kind === 'usage')?.at ?? null;
