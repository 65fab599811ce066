import { api } from '#lib/api/api.ts';
import type { PresenceSpan } from '#lib/api/types.ts';
import { startOfDay } from '#lib/team/days.ts';
import { dayOf } from '#lib/words/day.ts';

/** When each operator was there: on a chosen day, or over the last seven. */
export class PresenceDays {
  mode = $state<'day' | 'week'>('day');
  day = $state(dayOf(new Date()));
  /** Null until they were read; who has none was not there. */
  spans = $state.raw<ReadonlyMap<string, PresenceSpan[]> | null>(null);
  error = $state.raw<unknown>(null);
  #asked = 0;

  readonly from = $derived(this.mode === 'day' ? (startOfDay(this.day) ?? today()) : today(-6));
  readonly to = $derived(this.mode === 'day' ? (startOfDay(this.day, 1) ?? today(1)) : today(1));

  /** What was asked last is shown, whatever is answered first. */
  async load(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    const range = { from: this.from.toISOString(), to: this.to.toISOString() };
    try {
      const { items } = await api.presence.ofAll(range);
      if (asked !== this.#asked) return;
      this.spans = new Map(items.map(({ employee, spans }) => [employee.id, spans]));
      this.error = null;
    } catch (error) {
      if (asked === this.#asked) this.error = error;
    }
  }
}

function today(after = 0): Date {
  return startOfDay(dayOf(new Date()), after) ?? new Date();
}
