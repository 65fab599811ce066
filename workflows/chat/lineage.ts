import { workflowInfo } from '@temporalio/workflow';
import type { Kept, Lineage as Named, Saved } from './needs.ts';
import type { RecoveredCode } from './vocabulary.ts';

/** On which save of its chat the next one builds, and who made it. */
export class Lineage {
  after: string | null;
  /** The run that made it, by the history of this one; null: it was handed over. */
  private by: string | null = null;

  constructor(after: string | null | undefined) {
    this.after = after ?? null;
  }

  next(): Omit<Named, 'final'> {
    const { runId } = workflowInfo();
    // A run that is reset begins with a copy of another one's history.
    return { run: runId, after: this.after, reset: this.by !== null && this.by !== runId };
  }

  kept({ token = null, run = null }: { token?: Saved['token']; run?: string | null }): void {
    this.after = token;
    this.by = run;
  }

  takeUp({ saved }: Kept): void {
    this.kept({ token: saved?.token ?? null, run: workflowInfo().runId });
  }

  isNewest({ saved }: Kept): boolean {
    return (saved?.token ?? null) === this.after;
  }

  isOwn({ saved }: Kept): boolean {
    return saved?.run === workflowInfo().runId;
  }

  /** Why a run that continues no other one finds an open chat. */
  whyStarted(): RecoveredCode {
    const { runId, firstExecutionRunId } = workflowInfo();
    return runId === firstExecutionRunId ? 'engine_forgot' : 'engine_reset';
  }
}
