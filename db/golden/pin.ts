import type { Pool } from 'pg';
import { findPastChat, type PastChat } from './past-chat.ts';
import { countGolden, type GoldenRow, listGolden } from './read.ts';
import { readInputs } from './recorded.ts';
import { readRequests } from './requests.ts';
import { insertGolden } from './write.ts';
import { inTransaction, type Sql } from '#db/connection/transaction.ts';
import { readCandidates } from '#db/routing/candidates.ts';
import { readChatFacts } from '#db/routing/facts.ts';
import { holdSettings } from '#db/settings/publish.ts';
import { readSettings } from '#db/settings/read.ts';
import { asOneSequence, standIns, withoutContacts, withoutNumbers } from '#workflows/golden/example.ts';
import type { Example } from '#workflows/golden/vocabulary.ts';
import { outcomeUnder } from '#workflows/golden/trial.ts';

/** All of them are run with each publication, while others wait for theirs. */
export const GOLDEN_MAX = 500;
/** More is not walked through anyway. */
const INPUTS_MAX = 500;

/** Why a chat is not pinned. */
export type NotPinned = 'CHAT_NOT_FOUND' | 'CHAT_NOT_WHOLE' | 'TOO_MANY_GOLDEN' | 'ALREADY_EXISTS';

interface Pin {
  chatNumber: number;
  name: string;
  by: string;
}

/**
 * Makes a past chat an example of what is to happen: what comes of it by the settings in force is expected from now on.
 */
export async function pinChat(pool: Pool, { chatNumber, name, by }: Pin): Promise<GoldenRow | NotPinned> {
  return inTransaction(pool, async (tx) => {
    // What is expected has to be what the settings say that the next publication is compared with.
    await holdSettings(tx);
    const chat = await findPastChat(tx, chatNumber);
    if (!chat) return 'CHAT_NOT_FOUND';
    if (!chat.isWhole) return 'CHAT_NOT_WHOLE';
    if ((await countGolden(tx)) >= GOLDEN_MAX) return 'TOO_MANY_GOLDEN';
    const example = await exampleOf(tx, chat);
    if (!example) return 'CHAT_NOT_FOUND';
    const { settings, versions } = await readSettings(tx, chat.pageId);
    const expected = outcomeUnder(example, settings, versions);
    const id = await insertGolden(tx, { chatNumber, name, example, expected, versions, by });
    if (id === null) return 'ALREADY_EXISTS';
    const row = (await listGolden(tx, chat.pageId)).find((golden) => golden.id === id);
    if (!row) throw new Error('what was inserted is not there');
    return row;
  });
}

/** The chat as it was, from what is kept of it. */
async function exampleOf(tx: Sql, chat: PastChat): Promise<Example | null> {
  const { id, pageId, contact, learned, question } = chat;
  const inputs = await readInputs(tx, id, INPUTS_MAX);
  const requests = await readRequests(tx, id, INPUTS_MAX);
  const standIn = standIns();
  const known = Object.fromEntries(Object.entries(contact).filter(([part]) => !learned.includes(part)));
  const asked = question ? peopleOf(question) : await presentPeople(tx, chat);
  if (!asked) return null;
  const { facts, ...people } = asked;
  return {
    v: 1,
    chatId: id,
    pageId,
    known: standIn(known),
    happened: withoutContacts(asOneSequence(inputs, requests), standIn),
    facts: { ...facts, words: withoutNumbers(facts.words) },
    ...people,
  };
}

type People = Pick<Example, 'facts' | 'candidates' | 'turns'>;

function peopleOf({ chat, candidates, turns }: NonNullable<PastChat['question']>): People {
  return { facts: chat, candidates, turns };
}

/** Nobody was sought for it: with those who might take it now. Whoever has it is as free as they were before it. */
async function presentPeople(tx: Sql, { id, pageId, operatorIds }: PastChat): Promise<People | null> {
  const facts = (await readChatFacts(tx, [id])).get(id);
  if (!facts) return null;
  const candidates = await readCandidates(tx, pageId);
  return {
    facts,
    candidates: candidates.map((one) => (operatorIds.includes(one.id) ? { ...one, load: one.load - 1 } : one)),
    turns: {},
  };
}
