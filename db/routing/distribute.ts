import type { Pool } from 'pg';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readSettings } from '#db/settings/read.ts';
import { policyOf, restsAlways } from '#workflows/routing/policy.ts';
import { ruleFor } from '#workflows/routing/match.ts';
import { chooseOperator } from '#workflows/routing/choose.ts';
import { splitTurns } from '#workflows/routing/shadow.ts';
import type { Candidate, ChatFacts, Choice, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { readCandidates, readLoad } from './candidates.ts';
import { readChatFacts } from './facts.ts';
import { hashOf, keepPolicy, readTurns } from './keep.ts';
import { grant, refuse } from './outcome.ts';
import { readShadow, type Shadow } from './shadow.ts';
import { holdUnknown, listWaiting, lockRouting, noteFacts, noteOff, takeInHand, type Waiting } from './waiting.ts';

/** Chats looked at in one transaction: more than wait anywhere, and no more than fit into memory. */
const AT_ONCE = 2_000;
/** Chats given away in one transaction: their clients' rows are held meanwhile. */
const GRANTS = 40;

/** What the choices of one page are made from, as it changes with each of them. */
export interface Round {
  pageId: string;
  policy: Policy;
  policyHash: string;
  versions: Question['versions'];
  candidates: Candidate[];
  turns: Question['turns'];
  shadow: Shadow | null;
}

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
    const known = await inOrder(tx, round, waiting);
    const done: Distributed = { told: 0, more: known.length < waiting.length };
    for (const chat of known) {
      if (done.told >= GRANTS) return { ...done, more: true };
      const found = choose(round, chat);
      if (isKnown(chat, found.choice)) continue;
      if (!(await takeInHand(tx, chat))) {
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

async function openRound(tx: Sql, given: Pick<Round, 'pageId' | 'policy' | 'versions' | 'shadow'>): Promise<Round> {
  const { pageId, policy } = given;
  const policyHash = hashOf(policy);
  await keepPolicy(tx, policyHash, policy);
  return {
    ...given,
    policyHash,
    candidates: await readCandidates(tx, pageId),
    turns: splitTurns(await readTurns(tx, pageId)).published,
  };
}

/**
 * With what is known of each; by how urgent their rules make them, then by how long they wait. Who is in somebody's
 * hands is left out.
 */
async function inOrder(tx: Sql, { policy }: Round, waiting: Waiting[]): Promise<Known[]> {
  const unknown = waiting.filter(({ facts }) => facts === null).map(({ chatId }) => chatId);
  const found = await readChatFacts(tx, await holdUnknown(tx, unknown));
  const now = Date.now();
  const urgency = (facts: ChatFacts): number => ruleFor(facts, policy, now)?.priority ?? 0;
  await noteFacts(
    tx,
    [...found.values()].map((facts) => ({ facts, priority: urgency(facts) })),
  );
  return waiting
    .flatMap((chat) => {
      const facts = chat.facts ?? found.get(chat.chatId);
      return facts ? [{ chat: { ...chat, facts }, priority: urgency(facts) }] : [];
    })
    .toSorted((a, b) => b.priority - a.priority || byWait(a.chat, b.chat))
    .map(({ chat }) => chat);
}

function byWait(a: Waiting, b: Waiting): number {
  return a.since.getTime() - b.since.getTime() || (a.chatId < b.chatId ? -1 : 1);
}

type Known = Waiting & { facts: ChatFacts };

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
