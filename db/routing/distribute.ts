import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { policyOf, restsAlways } from '#workflows/routing/policy.ts';
import type { Choice, Question } from '#workflows/routing/vocabulary.ts';
import { byUrgency, type Known } from './by-urgency.ts';
import { readCandidates, readLoad } from './candidates.ts';
import { grant, refuse } from './outcome.ts';
import { openRound, type Round } from './round.ts';
import { readShadow } from './shadow.ts';
import { noteOff } from './waiting-notes.ts';
import { listWaiting, lockRouting, lockWaiting, type Waiting } from './waiting.ts';

/** Chats looked at in one transaction: more than wait anywhere, and no more than fit into memory. */
const AT_ONCE = 2_000;
/** Chats given away in one transaction: their clients' rows are held meanwhile. */
const GRANTS = 40;

export interface Distributed {
  /** Chats that were told of their operator, or that there is none. */
  told: number;
  /** There is more to do at once: the limit was reached, or a client was in somebody's hands. */
  more: boolean;
}

/**
 * Gives the page's waiting chats to operators, in order, as far as anybody may take them. One transaction under one
 * lock.
 */
export async function distribute(pool: Pool, pageId: string): Promise<Distributed> {
  return inTransaction(pool, async (tx) => {
    await lockRouting(tx);
    const { settings, versions } = await readSettings(tx, pageId);
    const [policy, shadow] = [policyOf(settings), await readShadow(tx, pageId)];
    // A draft that is tried wants to be asked all the same.
    const rests = restsAlways(policy) && !shadow;
    if (rests) await noteOff(tx, pageId);
    const waiting = await listWaiting(tx, pageId, rests, AT_ONCE);
    if (waiting.length === 0) return { told: 0, more: false };
    const round = await openRound(tx, { pageId, policy, versions, shadow });
    const known = await byUrgency(tx, round, waiting);
    const done: Distributed = { told: 0, more: known.length < waiting.length };
    for (const chat of known) {
      if (done.told >= GRANTS) return { ...done, more: true };
      const found = choose(round, chat);
      if (isKnown(chat, found.choice)) continue;
      if (!(await lockWaiting(tx, chat))) {
        done.more = true;
        continue;
      }
      const { question, choice } = await lookAgain(tx, round, chat, found);
      if (choice.employeeId === null) done.told += await refuse(tx, round, chat, question, choice);
      else done.told += await grant(tx, round, chat, question, choice);
    }
    return done;
  });
}

interface Found {
  question: Question;
  choice: Choice;
}

function choose(round: Round, chat: Known): Found {
  const question = questionOf(round, chat);
  return { question, choice: chooseOperator(question) };
}

/**
 * People take chats by hand meanwhile: whose load is another one by now is looked at with everybody else as they stand
 * now.
 */
async function lookAgain(tx: Sql, round: Round, chat: Known, found: Found): Promise<Found> {
  const { employeeId } = found.choice;
  if (employeeId === null) return found;
  const known = round.candidates.find(({ id }) => id === employeeId);
  if (known?.load === (await readLoad(tx, employeeId))) return found;
  round.candidates = await readCandidates(tx, round.pageId);
  return choose(round, chat);
}

/** Of what the round knows now: it is written down before the choice changes that. */
function questionOf(round: Round, { kind, target, tried, facts }: Known): Question {
  const { policy, versions, candidates, turns } = round;
  return { v: 1, at: Date.now(), ask: kind, target, tried, chat: facts, policy, versions, candidates, turns };
}

/** Nobody, as before: nothing is to be told. */
function isKnown({ kind, reason }: Waiting, { employeeId, code }: Choice): boolean {
  return kind === 'first' && employeeId === null && reason === code;
}
