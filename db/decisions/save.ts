import type { Pool } from 'pg';
import { inTransaction, type Sql, type Unwaited } from '#db/connection/transaction.ts';
import type { Older } from '#db/epoch/compare.ts';
import type { Epoch, Saved, Saving } from '#workflows/chat/needs.ts';
import type { RecoveredCode, Say } from '#workflows/chat/vocabulary.ts';
import { enqueueAutomatic, type Written } from './automatic.ts';
import { isOfEarlierEpoch, judgeSaving, tokenOf, trailWith } from './lineage.ts';
import { moveToNextChat, seenAtItsEnd } from './next-chat.ts';
import { carryOutSeeking } from './operator-search.ts';
import { findStanding, targetOf, type Target } from './target.ts';
import { putIntoBin } from '#db/bin/put.ts';
import { carryOut, settleInputs, tellUnasked } from './carry-out.ts';
import { keepDecisions } from './keep.ts';
import { replaceOperators } from './operators.ts';

/** What is kept with a save, and what is known of the stores. */
export interface SavedWith {
  /** The automatic messages of its commands. */
  written?: Written[];
  /** Those that could not be written. */
  unwritten?: Say[];
  /** Which of the two stores is the older one; null: neither. Left out where nobody has asked. */
  older?: Older | null;
}

/** A save would take the place of one that is kept, and nobody has asked whether the engine is the newest there is. */
export class ReplacesKept extends Error {}

/**
 * Keeps what a chat's workflow decided, in one transaction: read model, carried state, timeline, outbox, feed. The
 * workflow is the truth as long as it builds on what is kept here: a task that failed is taken again with more inputs
 * and overwrites; a save out of another past changes nothing, and its workflow is told so (`lineage.ts`).
 * Nothing is overwritten before the engine was asked whether it is an older copy (`ReplacesKept`). Of a question that
 * could not be written its chat hears, which would wait for the answer.
 *
 * Two exchanges with the database: what has to be known, and all that follows with the commit.
 */
export async function saveDecisions(
  pool: Pool,
  saving: Saving,
  { written = [], unwritten = [], older }: SavedWith = {},
): Promise<Saved> {
  return inTransaction(pool, async (tx, unwaited) => {
    const { pageId, ...standing } = await findStanding(tx, unwaited, saving);
    if (!pageId) return stale(saving, null, 'database_restored');
    if (saving.lineage && !standing.knowsInputs) return stale(saving, null, 'database_restored');
    const restored = saving.lineage?.reset ? 'engine_reset' : 'engine_restored';
    if (!saving.chat && saving.lineage && standing.open?.opened) return stale(saving, null, restored);
    const target = saving.chat ? await targetOf(tx, saving, standing, pageId) : null;
    if (saving.chat && !target) return stale(saving, null, restored);
    const token = tokenOf(saving);
    const judgement = target ? judgeSaving(saving, target, token) : 'next';
    if (judgement === 'done') return savedAs(saving, target, token);
    if (judgement !== 'next' && judgement !== 'again') return stale(saving, target, judgement);
    const past = judgement === 'again' ? whyPast(saving, standing.epoch, older) : null;
    if (past) return stale(saving, target, past);
    unwaited(carryOut(tx, saving, pageId, target?.id ?? saving.hintChatId));
    const { clientId, commands } = saving;
    unwaited(carryOutSeeking(tx, commands, { clientId, pageId, chatId: target?.id ?? null }));
    if (target) await keepAll(tx, unwaited, { saving, written, unwritten, pageId, target, token });
    else unwaited(settleInputs(tx, saving));
    return savedAs(saving, target, target && token);
  });
}

interface Keeping {
  saving: Saving;
  written: Written[];
  unwritten: Say[];
  pageId: string;
  target: Target;
  token: string;
}

async function keepAll(
  tx: Sql,
  unwaited: Unwaited,
  { saving, written, unwritten, pageId, target, token }: Keeping,
): Promise<void> {
  for (const message of written) unwaited(enqueueAutomatic(tx, saving, pageId, target.id, message));
  unwaited(keepDecisions(tx, saving, { pageId, chatId: target.id }, trailWith(saving, target, token)));
  unwaited(replaceOperators(tx, saving, target.id));
  unwaited(tellUnasked(tx, saving, target.id, unwritten));
  const deleted = saving.decisions.find((decision) => decision.kind === 'deleted');
  if (deleted) {
    const { at, by = null, reason } = deleted;
    unwaited(putIntoBin(tx, [{ id: target.id, status: reason.from }], { by, at }));
  }
  if (saving.chat?.status !== 'finished') return;
  // What nobody had seen is so when it comes back.
  if (!deleted) unwaited(seenAtItsEnd(tx, target.id));
  await moveToNextChat(tx, saving.clientId, pageId, target.id);
}

/**
 * Why what would overwrite comes out of another past; null: it does not. An engine that was put back takes tasks again
 * whose saves are kept here, and may say otherwise, until its chats were told of the epoch.
 */
function whyPast(saving: Saving, epoch: Epoch | null, older: Older | null | undefined): RecoveredCode | null {
  if (epoch && isOfEarlierEpoch(saving, epoch)) return epoch.reason;
  if (older === undefined) throw new ReplacesKept('it is not known whether the engine is the newest');
  return older;
}

function savedAs({ lineage }: Saving, target: Target | null, token: string | null): Saved {
  const place = { chatId: target?.id ?? null, number: target?.number ?? null };
  return lineage ? { ...place, token, run: lineage.run } : place;
}

/** A workflow of an older build would not know what to do with the word. */
function stale(saving: Saving, target: Target | null, why: RecoveredCode): Saved {
  return saving.lineage ? { chatId: null, number: null, stale: why } : savedAs(saving, target, null);
}
