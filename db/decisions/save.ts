import type { Pool } from 'pg';
import { recordChange } from '#db/changes/record.ts';
import { inTransaction } from '#db/connection/transaction.ts';
import type { Saved, Saving } from '#workflows/chat/needs.ts';
import type { RecoveredCode, Say } from '#workflows/chat/vocabulary.ts';
import { enqueueAutomatic, type Written } from './automatic.ts';
import { judgeSaving, tokenOf, trailWith } from './lineage.ts';
import { moveToNextChat } from './next-chat.ts';
import { carryOutSeeking } from './operator-search.ts';
import { findTarget, hasOpenChat, knowsInputs, type Target } from './target.ts';
import { carryOut, settleInputs, tellUnasked } from './carry-out.ts';
import { replaceOperators, updateChat } from './chat-row.ts';
import { recordDecisions } from './timeline.ts';

/**
 * Keeps what a chat's workflow decided, in one transaction: read model, carried state, timeline, outbox, feed. The
 * workflow is the truth as long as it builds on what is kept here: a task that failed is taken again with more inputs
 * and overwrites; a save out of another past changes nothing, and its workflow is told so (`lineage.ts`). Of a question
 * that could not be written its chat hears, which would wait for the answer.
 */
export async function saveDecisions(
  pool: Pool,
  saving: Saving,
  written: Written[] = [],
  unwritten: Say[] = [],
): Promise<Saved> {
  return inTransaction(pool, async (tx) => {
    // The client's row is the lock of everything about one chat: webhook, answers, receipts and decisions all take it
    // first.
    const { rows } = await tx.query<{ page_id: string }>('select page_id from client where id = $1 for update', [
      saving.clientId,
    ]);
    const pageId = rows[0]?.page_id;
    if (!pageId) return stale(saving, null, 'database_restored');
    if (saving.lineage && !(await knowsInputs(tx, saving))) return stale(saving, null, 'database_restored');
    if (!saving.chat && saving.lineage && (await hasOpenChat(tx, saving.clientId)))
      return stale(saving, null, saving.lineage.reset ? 'engine_reset' : 'engine_restored');
    const target = saving.chat ? await findTarget(tx, saving, pageId) : null;
    if (saving.chat && !target) return stale(saving, null, saving.lineage?.reset ? 'engine_reset' : 'engine_restored');
    const token = tokenOf(saving);
    const judgement = target ? judgeSaving(saving, target, token) : 'next';
    if (judgement === 'done') return savedAs(saving, target, token);
    if (judgement !== 'next' && judgement !== 'again') return stale(saving, target, judgement);
    await settleInputs(tx, saving, target);
    await carryOut(tx, saving, pageId, target?.id ?? saving.hintChatId);
    const { clientId, chat } = saving;
    const ask = chat?.wanted?.ask ?? null;
    await carryOutSeeking(tx, saving.commands, { clientId, pageId, chatId: target?.id ?? null, ask });
    if (!target) return savedAs(saving, null, null);
    for (const message of written) await enqueueAutomatic(tx, saving, pageId, target.id, message);
    await updateChat(tx, saving, target.id, trailWith(saving, target, token));
    await replaceOperators(tx, saving, target.id);
    await recordDecisions(tx, saving, pageId, target.id);
    await tellUnasked(tx, saving, target.id, unwritten);
    if (saving.chat?.status === 'finished') await moveToNextChat(tx, saving.clientId, pageId, target.id);
    await recordChange(tx, [{ kind: 'chat', pageId, chatId: target.id, ref: target.id }]);
    return savedAs(saving, target, token);
  });
}

function savedAs({ lineage }: Saving, target: Target | null, token: string | null): Saved {
  const place = { chatId: target?.id ?? null, number: target?.number ?? null };
  return lineage ? { ...place, token, run: lineage.run } : place;
}

/** A workflow of an older build would not know what to do with the word. */
function stale(saving: Saving, target: Target | null, why: RecoveredCode): Saved {
  return saving.lineage ? { chatId: null, number: null, stale: why } : savedAs(saving, target, null);
}
