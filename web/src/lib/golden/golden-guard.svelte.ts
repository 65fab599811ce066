import { ApiError } from '#lib/api/error.ts';
import type { GoldenResult } from '#lib/api/types.ts';

export type GoldenDiffering = Omit<GoldenResult, 'same'>;

/** Publishing that pinned chats may stop: which would go otherwise, and which of them are meant to. */
export class GoldenGuard {
  differing = $state.raw<GoldenDiffering[]>([]);
  accepted = $state<string[]>([]);
  isLooking = $state(false);
  readonly isStopped = $derived(this.differing.length > 0);
  readonly isBlocked = $derived(this.differing.some(({ id }) => !this.accepted.includes(id)));

  /** What would stop it, before it is asked for. Where that cannot be told, publishing will. */
  async look(run: () => Promise<{ items: GoldenResult[] }>): Promise<void> {
    this.isLooking = true;
    try {
      const { items } = await run();
      this.#stop(items.filter(({ same }) => !same));
    } catch {
      // Nothing is known, nothing is hidden.
    } finally {
      this.isLooking = false;
    }
  }

  /** Publishes with what was accepted so far; keeps what stops it. */
  async publish(publish: (accept: string[]) => Promise<unknown>): Promise<void> {
    try {
      await publish(this.accepted);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'GOLDEN_DIFFERS')
        this.#stop(error.details as unknown as GoldenDiffering[]);
      throw error;
    }
  }

  /** What was accepted before may have changed since: it is looked at anew. */
  #stop(differing: GoldenDiffering[]) {
    const before = new Map(this.differing.map((one) => [one.id, JSON.stringify(one.differences)]));
    this.differing = differing;
    const isAsBefore = ({ id, differences }: GoldenDiffering) => before.get(id) === JSON.stringify(differences);
    const same = new Set(this.differing.filter(isAsBefore).map(({ id }) => id));
    this.accepted = this.accepted.filter((id) => same.has(id));
  }
}
