import { NO_RULES } from '../../settings/merge.ts';
import type { Kept } from '../needs.ts';
import type { RecoveredCode } from '../vocabulary.ts';
import type { Run } from './run.ts';

/** The engine may have lost the run before this one, or told again what that one decided: PostgreSQL knows. */
export async function takeUp(run: Run): Promise<void> {
  const { queue, lineage } = run;
  queue.outdated = false;
  const kept = await run.activities.loadChat({ clientId: run.start.clientId });
  read(run, kept);
  if (run.continues) queue.outdated ||= (kept.epoch?.number ?? 0) > queue.epoch;
  else {
    begin(run, kept);
    // Saved by this very run: a try of its first task was lost, and nothing else.
    if (run.chat !== null && !lineage.isOwn(kept)) run.recovered = lineage.whyStarted(kept);
  }
  run.ready = true;
}

/** What is believed here is not what PostgreSQL keeps: it is right. `why` null: whether that is so turns out here. */
export async function takeUpAnew(run: Run, why: RecoveredCode | null): Promise<void> {
  run.queue.outdated = false;
  const wasOpen = run.chat !== null;
  const kept = await run.activities.loadChat({ clientId: run.start.clientId });
  const reason = why ?? run.lineage.whyAnother(kept);
  read(run, kept);
  begin(run, kept);
  if (run.chat === null && wasOpen) run.shown.end();
  if (run.chat !== null && !run.lineage.cameBack(kept)) run.recovered = reason;
  run.arm();
}

function begin(run: Run, kept: Kept): void {
  run.queue.takeUp(kept);
  run.lineage.takeUp(kept);
  run.chat = kept.carried?.chat ?? null;
}

function read(run: Run, kept: Kept): void {
  // Kept by an older build it says nothing of settings.
  const { rules = NO_RULES, before = null, known = {}, profileKnown = true } = kept as Partial<Kept>;
  run.rules = rules;
  run.decidedBy = before;
  run.identity = { ...run.identity, known };
  run.profileKnown = profileKnown;
}
