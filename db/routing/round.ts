import type { Sql } from '#db/connection/transaction.ts';
import { splitTurns } from '#workflows/routing/shadow.ts';
import type { Candidate, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { readCandidates } from './candidates.ts';
import { hashOf, keepPolicy } from './keep.ts';
import type { Shadow } from './shadow.ts';
import { readTurns } from './turns.ts';

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

export async function openRound(
  tx: Sql,
  given: Pick<Round, 'pageId' | 'policy' | 'versions' | 'shadow'>,
): Promise<Round> {
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
