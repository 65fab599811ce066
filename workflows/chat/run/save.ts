import type { ChatState, RecoveredCode } from '../vocabulary.ts';
import { type Batch, isFinal, nothingHappened } from './batch.ts';
import type { Run } from './run.ts';
import { savingOf } from './saving.ts';

/** Keeps what was decided. A word instead of a chat: nothing was kept, for this reason. */
export async function save(run: Run, batch: Batch): Promise<ChatState | null | RecoveredCode> {
  const { queue, lineage, activities, identity, rules } = run;
  const settled = queue.settledWith(batch.settled.map(({ ticket }) => ticket));
  const saving = savingOf(batch, { seen: queue.seenNumbers(), settled }, lineage.next(), identity, rules);
  if (nothingHappened(batch)) return batch.chat;
  const { chatId, number, stale, ...kept } = await activities.saveDecisions(saving, isFinal(batch));
  if (stale) return stale;
  lineage.kept(kept);
  queue.settled = settled;
  return saving.chat && goOnWith(run, { ...saving.chat, chatId }, number);
}

/** The chat as it is kept; null when that was its end. */
function goOnWith(run: Run, saved: ChatState, number: number | null): ChatState | null {
  run.shown.show(saved, number);
  if (saved.status === 'finished') return null;
  if (saved.profileAsked) return saved;
  // Not awaited: nobody waits for a name.
  if (!run.profileFresh) void run.activities.askForProfile(run.start.clientId);
  return { ...saved, profileAsked: true };
}
