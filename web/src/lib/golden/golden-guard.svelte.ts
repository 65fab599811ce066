import { ApiError } from '#lib/api/error.ts';
import type { GoldenResult } from '#lib/api/types.ts';

export type GoldenDiffering = Omit<GoldenResult, 'same'>;

/** Publishing that pinned chats may stop: which would go otherwise, and which of them are meant to. */
export class GoldenGuard {
  differing = $state.raw<GoldenDiffering[]>([]);
  accepted = $state<string[]>([]);
  readonly isStopped = $derived(this.differing.length > 0);
  readonly isBlocked = $derived(this.differing.some(({ id }) => !this.accepted.includes(id)));

  /** Publishes with what was accepted so far; keeps what stops it. */
  async publish(publish: (accept: string[]) => Promise<unknown>): Promise<void> {
    try {
      await publish(this.accepted);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'GOLDEN_DIFFERS') this.#stop(error);
      throw error;
    }
  }

  /** What was accepted before may have changed since: it is looked at anew. */
  #stop({ details }: ApiError) {
    const before = new Map(this.differing.map((one) => [one.id, JSON.stringify(one.differences)]));
    this.differing = details as unknown as GoldenDiffering[];
    const isAsBefore = ({ id, differences }: GoldenDiffering) => before.get(id) === JSON.stringify(differences);
    const same = new Set(this.differing.filter(isAsBefore).map(({ id }) => id));
    this.accepted = this.accepted.filter((id) => same.has(id));
  }
}
