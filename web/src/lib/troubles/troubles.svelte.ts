import { api } from '#lib/api/api.ts';
import type { Trouble, Troubles as Answer } from '#lib/api/types.ts';

/** Whoever looks at the page sees within this time what went wrong, and that it is over. */
const LOOK_EVERY_MS = 15_000;

/** What is not all right, for admins and auditors. */
class Troubles {
  answer = $state.raw<Answer | null>(null);
  error = $state.raw<unknown>(null);
  /** Those that were pressed on just now. */
  trying = $state.raw<ReadonlySet<string>>(new Set());
  problem = $state.raw<unknown>(null);
  hasTried = $state(false);
  state = $derived<'loading' | 'ready' | 'failed'>(this.answer ? 'ready' : this.error === null ? 'loading' : 'failed');
  count = $derived(this.answer?.total ?? 0);

  /** Looks now and again until it is stopped. */
  start(): () => void {
    const look = () => void this.load();
    look();
    const timer = setInterval(() => document.hidden || look(), LOOK_EVERY_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      this.answer = null;
    };
  }

  load = async (): Promise<void> => {
    try {
      this.answer = await api.troubles.get();
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  };

  async tryAgain({ id }: Trouble): Promise<void> {
    this.trying = new Set([...this.trying, id]);
    this.problem = null;
    try {
      await api.troubles.tryAgain(id);
      this.hasTried = true;
    } catch (error) {
      this.problem = error;
    }
    await this.load();
    this.trying = new Set([...this.trying].filter((other) => other !== id));
  }
}

export const troubles = new Troubles();
