import { api } from '#lib/api/api.ts';
import type { FacebookLogin } from '#lib/api/types.ts';

const LOOK_EVERY_MS = 700;
const MOVING = ['asked', 'returned', 'connecting'];

/** A log-in with Facebook that came back: looked at until it needs somebody, or is over. */
export class LoginWatch {
  login = $state.raw<FacebookLogin | null>(null);
  error = $state.raw<unknown>(null);
  readonly #id: string;

  constructor(id: string) {
    this.#id = id;
  }

  look = async (): Promise<void> => {
    try {
      this.login = await api.facebook.login(this.#id);
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  };

  /** Looks again and again while something moves; the answer stops it. */
  watch = (): (() => void) => {
    void this.look();
    const timer = setInterval(() => {
      if (this.login !== null && MOVING.includes(this.login.step)) void this.look();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  };

  choose = async (facebookIds: string[]): Promise<void> => {
    this.login = await api.facebook.choose(this.#id, { facebookIds });
  };
}
