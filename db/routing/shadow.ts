import type { Sql } from '#db/connection/transaction.ts';
import { readOwnSettings } from '#db/settings/scopes.ts';
import { policyOf } from '#workflows/routing/policy.ts';
import { shadowChoice, shadowPool, splitTurns } from '#workflows/routing/shadow.ts';
import { takeTurn } from '#workflows/routing/turn.ts';
import type { Choice, Policy, Question } from '#workflows/routing/vocabulary.ts';
import { effectiveOf } from '#workflows/settings/effective.ts';
import { ownAfter } from '#workflows/settings/own-after.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { keepTurn, readTurns } from './turns.ts';

/** A draft that is tried on a page without deciding. */
export interface Shadow {
  scope: string;
  revision: number;
  policy: Policy;
  turns: Question['turns'];
}

/** What is kept of it with each choice; not whom it considered. */
export interface ShadowRecord {
  scope: string;
  revision: number;
  choice: Choice;
  /** Name of the rule it applied. */
  rule: string | null;
}

/** The draft tried on that page: the page's own, or else the installation's. Null: none is. */
export async function readShadow(sql: Sql, pageId: string): Promise<Shadow | null> {
  const { rows } = await sql.query<{ scope: string; revision: number; settings: SettingsPatch }>(
    `select scope, revision, settings from settings_draft
     where shadow_at is not null and scope in ('installation', $1) order by scope = 'installation' limit 1`,
    [pageId],
  );
  const draft = rows[0];
  if (!draft) return null;
  const { installation, pages } = await readOwnSettings(sql);
  const { shadow: turns } = splitTurns(await readTurns(sql, pageId));
  const policy = sane(() => {
    const own = ownAfter({}, draft.settings, true);
    const isPages = draft.scope !== 'installation';
    return policyOf(isPages ? effectiveOf(installation, own) : effectiveOf(own, pages.get(pageId) ?? {}));
  });
  return policy && { scope: draft.scope, revision: draft.revision, policy, turns };
}

/**
 * A draft may hold anything while somebody writes it: one that makes no sense is not tried, and what decides goes on.
 */
function sane<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** What the draft says to the question that was just answered; its turn counts at once, and one search is one turn. */
export async function askShadow(
  tx: Sql,
  shadow: Shadow | null,
  question: Question,
  ask: number,
): Promise<ShadowRecord | null> {
  if (!shadow) return null;
  const { scope, revision, policy, turns } = shadow;
  const { chatId, pageId } = question.chat;
  const before = await findGiven(tx, chatId, ask, shadow);
  if (before) return before;
  const choice = sane(() => shadowChoice(question, policy, turns));
  if (!choice) return null;
  const { pool, employeeId, ruleId } = choice;
  if (pool !== null && employeeId !== null)
    await keepTurn(tx, pageId, shadowPool(pool), employeeId, takeTurn(turns, pool, employeeId));
  const rule = policy.routing.find(({ id }) => id === ruleId)?.name ?? null;
  return { scope, revision, choice: { ...choice, considered: [] }, rule };
}

/** The chat waits on, although the draft has given it to somebody before. */
async function findGiven(
  tx: Sql,
  chatId: string,
  ask: number,
  { scope, revision }: Shadow,
): Promise<ShadowRecord | null> {
  const { rows } = await tx.query<{ shadow: ShadowRecord }>(
    `select shadow from routing_record where chat_id = $1 and ask = $2 and shadow ->> 'scope' = $3
       and (shadow ->> 'revision')::int = $4 and shadow -> 'choice' ->> 'employeeId' is not null order by at desc
         limit 1`,
    [chatId, ask, scope, revision],
  );
  return rows[0]?.shadow ?? null;
}
