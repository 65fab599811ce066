import type { Pool } from 'pg';
import type { Notifier } from '#db/notify/notifier.ts';
import { countHours, listHours } from '#db/page-health/hours.ts';
import { beginLook, findHealth, holdPage, keepHealth, markOf, reopenGood } from '#db/page-health/keep.ts';
import { countDrift, findLookedPage, type LookedPage } from '#db/page-health/look.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { endTrouble, noticeTrouble } from '#db/troubles/write.ts';
import type { Keyring } from '#platform/keyring.ts';
import type { Graph } from '#activities/messenger/graph.ts';
import type { PageNeeds } from '#workflows/page/needs.ts';
import { chanceOfSilence, learn, oddAt, usualPerHour, WEEK_MS, WEEKS_MAX } from '#workflows/page/usual.ts';
import type { CheckKind, Command, Looked, SilenceFact } from '#workflows/page/vocabulary.ts';
import { askMissing } from './ask-missing.ts';
import { askSubscription, subscribe } from './ask-subscription.ts';
import { askToken } from './ask-token.ts';

interface LookingDeps {
  pool: Pool;
  graph: Graph;
  keyring: Keyring;
  notifier: Notifier;
}

/** What pages' workflows need, done by this process. */
export function createPages(deps: LookingDeps): PageNeeds {
  const { pool, notifier } = deps;
  return {
    loadHealth: ({ pageId }) => findHealth(pool, pageId),
    lookAtPage: async ({ pageId, asksMeta, now }) => {
      await beginLook(pool, pageId);
      const page = await findLookedPage(pool, pageId);
      if (!page) return null;
      const token = openToken(deps.keyring, page);
      const asked = asksMeta && token !== null ? await askMeta(deps, pageId, page, token, now) : NOT_ASKED;
      return {
        token: token === null ? { kind: 'no_key' } : asked.token,
        subscription: asked.subscription,
        silence: await silenceOf(pool, pageId, page, asked.missing, now),
        usage: page.percent === null ? null : { percent: page.percent, until: page.until?.getTime() ?? null },
        drift: await countDrift(pool, pageId, page.facebookId),
        isHeld: page.health === 'reconnect' && page.healthReason !== 'page_without_key',
        tokenMark: markOf(page.sealedToken),
      };
    },
    keepHealth: async ({ pageId, tokenMark, health, decisions, commands }) => {
      if (!(await keepHealth(pool, pageId, { health, decisions }))) return;
      for (const command of commands) await carryOut(deps, { pageId, tokenMark }, command);
      if (decisions.length > 0 || commands.length > 0) notifier.notify('change', 'outbox', 'inbox');
    },
  };
}

type Asked = Pick<Looked, 'token' | 'subscription'> & Pick<SilenceFact, 'missing'>;

const NOT_ASKED: Asked = { token: null, subscription: null, missing: null };

/** With a token that is dead nothing else is asked. */
async function askMeta(
  deps: LookingDeps,
  pageId: string,
  { facebookId, createdAt }: LookedPage,
  token: string,
  now: number,
): Promise<Asked> {
  const { graph } = deps;
  const fact = await askToken(graph, facebookId, token);
  if (fact.kind !== 'good') return { ...NOT_ASKED, token: fact };
  const subscription = await askSubscription(graph, facebookId, token);
  const missing = await askMissing(deps, { pageId, facebookId, token, since: createdAt.getTime(), now });
  return { token: fact, subscription, missing };
}

async function silenceOf(
  pool: Pool,
  pageId: string,
  { lastAt, createdAt }: LookedPage,
  missing: number | null,
  now: number,
): Promise<SilenceFact> {
  await countHours(pool, pageId);
  const rows = await listHours(pool, pageId, new Date(now - WEEKS_MAX * WEEK_MS));
  const counts = rows.map(({ hour, received }) => ({ hour: hour.getTime(), received }));
  const usual = learn(counts, createdAt.getTime(), now);
  const since = lastAt?.getTime() ?? now;
  return {
    lastAt: lastAt?.getTime() ?? null,
    weeks: usual.weeks,
    usual: usualPerHour(usual, now),
    chance: chanceOfSilence(usual, since, now),
    oddAt: oddAt(usual, since, now),
    missing,
  };
}

function openToken(keyring: Keyring, { sealedToken, facebookId }: LookedPage): string | null {
  try {
    return keyring.open(sealedToken, tokenPlace(facebookId));
  } catch {
    return null;
  }
}

const TROUBLE_OF = {
  token: 'page_token',
  subscription: 'page_subscription',
  silence: 'page_silence',
  usage: 'page_usage',
  drift: 'page_drift',
} as const satisfies Record<CheckKind, string>;

async function carryOut(
  { pool, graph, keyring }: LookingDeps,
  { pageId, tokenMark }: { pageId: string; tokenMark: string },
  command: Command,
): Promise<void> {
  switch (command.kind) {
    case 'hold_page':
      await holdPage(pool, pageId, tokenMark, command.reason);
      return;
    case 'reopen_page':
      await reopenGood(pool, pageId, tokenMark);
      return;
    case 'notice': {
      const { code: reason, detail } = command;
      await noticeTrouble(pool, { kind: TROUBLE_OF[command.check], ref: pageId, pageId, reason, detail });
      return;
    }
    case 'settle':
      await endTrouble(pool, TROUBLE_OF[command.check], [pageId]);
      return;
    case 'subscribe': {
      const page = await findLookedPage(pool, pageId);
      const token = page && openToken(keyring, page);
      if (token) await subscribe(graph, page.facebookId, token, command.fields);
    }
  }
}
