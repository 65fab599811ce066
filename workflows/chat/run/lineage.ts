import { patched, workflowInfo } from '@temporalio/workflow';
import type { ChatStart } from '../interface.ts';
import type { Kept, Lineage as Named, Saved } from '../needs.ts';
import type { RecoveredCode } from '../vocabulary.ts';
import { NO_RUN } from '../vocabulary/bin.ts';

/** On which save of its chat the next one builds, and who made it. */
export class Lineage {
  after: string | null;
  /** The run that made it, by the history of this one; null: it was handed over. */
  private by: string | null = null;
  /** In which epoch it was taken up last. */
  private epoch: number;

  constructor({ after, epoch }: Pick<ChatStart, 'after' | 'epoch'>) {
    this.after = after ?? null;
    this.epoch = epoch ?? 0;
  }

  next(): Omit<Named, 'final'> {
    const { runId } = workflowInfo();
    // A run that is reset begins with a copy of another one's history.
    return { run: runId, after: this.after, reset: this.by !== null && this.by !== runId, epoch: this.epoch };
  }

  kept({ token = null, run = null }: { token?: Saved['token']; run?: string | null }): void {
    this.after = token;
    this.by = run;
  }

  takeUp({ saved, epoch }: Kept): void {
    this.epoch = epoch?.number ?? this.epoch;
    this.kept({ token: saved?.token ?? null, run: workflowInfo().runId });
  }

  /** Why it has to begin with what is kept, where that is not what it believes; null: it is. */
  whyAnother({ saved, epoch }: Kept): RecoveredCode | null {
    if ((saved?.token ?? null) === this.after) return null;
    return epoch && epoch.number > this.epoch ? epoch.reason : 'taken_up_again';
  }

  /** Nothing was lost: this very run made the save, or none did. */
  isOwn({ saved }: Kept): boolean {
    return saved?.run === workflowInfo().runId || saved?.run === NO_RUN;
  }

  /** It went into the bin and came back while this run was not asked: nothing was lost. */
  cameBack({ saved }: Kept): boolean {
    return saved?.run === NO_RUN && patched('came-back');
  }

  /** Why a run that continues no other one finds an open chat. */
  whyStarted({ saved, epoch }: Kept): RecoveredCode {
    const { runId, firstExecutionRunId } = workflowInfo();
    if (epoch && epoch.number > (saved?.epoch ?? 0)) return epoch.reason;
    return runId === firstExecutionRunId ? 'engine_forgot' : 'engine_reset';
  }
}
