import { api } from '#lib/api/api.ts';
import type { Estimate } from '#lib/api/types.ts';
import type { Json } from '#workflows/settings/layers.ts';

export const PERIODS = [7, 30, 90];

/** The estimate of a draft on days that have passed. */
export class WhatIf {
  days = $state(30);
  /** How much of it is done, 0 to 1; null: nothing is being estimated. */
  progress = $state<number | null>(null);
  estimate = $state.raw<Estimate | null>(null);
  error = $state.raw<unknown>(null);
  #tried: Json | null = null;
  #asking: AbortController | null = null;

  run = async (scope: string | null, patch: Json): Promise<void> => {
    this.cancel();
    const asking = (this.#asking = new AbortController());
    this.progress = 0;
    this.error = null;
    try {
      const question = { days: this.days, settings: patch };
      const told = (part: number) => (this.progress = asking.signal.aborted ? this.progress : part);
      const estimate = await api.settings.whatIf(scope, question, told, asking.signal);
      if (asking.signal.aborted) return;
      this.#tried = patch;
      this.estimate = estimate;
    } catch (error) {
      if (!asking.signal.aborted) this.error = error;
    } finally {
      if (!asking.signal.aborted) this.progress = null;
    }
  };

  cancel = (): void => {
    this.#asking?.abort();
    this.progress = null;
  };

  /** The draft says something else by now than what was estimated. */
  isOld = (patch: Json): boolean => this.estimate !== null && this.#tried !== patch;
}
