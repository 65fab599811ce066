import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/** Older evidence says nothing: what failed then may not have been asked since. */
const FRESH_MS = 60_000;
/** One failure is a hiccup. */
const FAILURES = 2;
/** gRPC's codes of a server that is away or broken; others are about what was asked. */
const BROKEN = new Set([1, 2, 4, 13, 14, 15]);

/**
 * Whether the engine works, by what was asked of it for real: one that is connected and fails each call is away. What
 * is asked is counted by kind, since an engine whose data are damaged does one thing and not another.
 */
export class EngineHealth {
  private readonly failing = new Map<string, { since: number; last: number; times: number }>();

  async ask<T>(kind: string, call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call();
      this.failing.delete(kind);
      return answer;
    } catch (error) {
      if (isBroken(error)) this.note(kind);
      else this.failing.delete(kind);
      throw error;
    }
  }

  /** Since when it has been away, or null. */
  awaySince(now = Date.now()): number | null {
    const failing = [...this.failing.values()].filter(({ last, times }) => times >= FAILURES && now - last < FRESH_MS);
    return failing.length === 0 ? null : Math.min(...failing.map(({ since }) => since));
  }

  private note(kind: string): void {
    const now = Date.now();
    const before = this.failing.get(kind);
    this.failing.set(kind, { since: before?.since ?? now, last: now, times: (before?.times ?? 0) + 1 });
  }
}

function isBroken(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && BROKEN.has(cause.code);
}
