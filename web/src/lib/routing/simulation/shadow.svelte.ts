import { api } from '#lib/api/api.ts';
import type { ShadowReport } from '#lib/api/types.ts';

const LOOK_EVERY_MS = 15_000;

/** What the draft of a scope says beside the settings that decide. */
export class Shadow {
  readonly scope: string | null;
  report = $state.raw<ShadowReport | null>(null);
  error = $state.raw<unknown>(null);
  isSwitching = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  readonly isOn = $derived(this.report !== null && this.report.since !== null);

  constructor(scope: string | null) {
    this.scope = scope;
  }

  /** Looks now, and again while it is shown. */
  watch = async (): Promise<void> => {
    clearTimeout(this.#timer);
    if (!this.isSwitching) await this.#take(() => api.settings.shadow(this.scope));
    if (!this.#stopped) this.#timer = setTimeout(() => void this.watch(), LOOK_EVERY_MS);
  };

  leave(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** `revision`: of the draft that is seen. */
  async turn(isOn: boolean, revision: number): Promise<void> {
    this.isSwitching = true;
    await this.#take(async () => {
      if (isOn) return api.settings.startShadow(this.scope, revision);
      await api.settings.stopShadow(this.scope);
      return api.settings.shadow(this.scope);
    });
    this.isSwitching = false;
  }

  async #take(ask: () => Promise<ShadowReport>): Promise<void> {
    try {
      this.report = await ask();
      this.error = null;
    } catch (error) {
      this.error = error;
    }
  }
}
