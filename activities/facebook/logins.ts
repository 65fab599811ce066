import type { Topic } from '#db/notify/notifier.ts';
import { loginPlace } from '#db/facebook/ask.ts';
import {
  connectedThrough,
  failLogin,
  keepFound,
  keepLoginToken,
  leaseLogin,
  letGoLogin,
  type LoginAtWork,
} from '#db/facebook/work.ts';
import type { FoundPage } from '#db/entities/facebook/facebook-login.ts';
import type { Job } from '#platform/background.ts';
import { createGraph, type Graph } from '../messenger/graph.ts';
import { type Application, applicationOf } from './application.ts';
import { connectChosen } from './connecting.ts';
import type { LoginDeps } from './deps.ts';
import { findAccounts, type FoundAccount, givenScopes, missingScopes, obstacleOf } from './discover.ts';
import { exchangeCode, LoginFailed, NotNow } from './exchange.ts';
import { otherSubscribers } from './page-calls.ts';
import { MetaRefused } from './read.ts';

const LOOK_EVERY_MS = 2_000;
/** Three seconds between them: afterwards whoever waits is told. */
const TRIES = 8;
/** Of so many it is asked who else hears of them: each is a call. */
const LOOKED_AT = 50;

/** Exchanges what came back from the dialog, looks for pages, and connects those that were chosen. */
export function logins(deps: LoginDeps): Job<Topic> {
  return {
    name: 'facebook-logins',
    everyMs: LOOK_EVERY_MS,
    topics: ['facebook'],
    pass: async () => {
      const login = await leaseLogin(deps.pool);
      if (login === null) return false;
      await goOn(deps, login).catch((error: unknown) => broken(deps, login, error));
      return true;
    },
  };
}

async function goOn(deps: LoginDeps, login: LoginAtWork): Promise<void> {
  const application = await applicationOf({ ...deps, shared: deps.facebook.shared }, login.app);
  if (application?.appId !== login.appId) throw new LoginFailed('app_refused');
  const graph = createGraph(deps.facebook.graphUrl, application.secret);
  if (login.step === 'connecting') return connectChosen(deps, { graph, application, login });
  const token = await tokenOf(deps, login, application);
  const scopes = await givenScopes(graph, token);
  if (missingScopes(scopes).length > 0) return failLogin(deps.pool, login.id, 'scopes_missing', scopes);
  const pages = await judged(deps, graph, application, await findAccounts(graph, token));
  if (pages.length === 0) return failLogin(deps.pool, login.id, 'no_pages', scopes);
  await keepFound(deps.pool, login.id, scopes, pages);
}

/** Of the person: kept since a code is good once, so that whoever goes on after a kill has it. */
async function tokenOf(deps: LoginDeps, login: LoginAtWork, application: Application): Promise<string> {
  const { keyring, pool, facebook } = deps;
  const { id, sealedToken, sealedCode, sealedVerifier } = login;
  if (sealedToken !== null) return keyring.open(sealedToken, loginPlace(id, 'token'));
  const code = keyring.open(sealedCode ?? '', loginPlace(id, 'code'));
  const verifier = keyring.open(sealedVerifier, loginPlace(id, 'verifier'));
  const exchange = { graphUrl: facebook.graphUrl, application, redirectUri: facebook.redirectUri };
  const token = await exchangeCode(exchange, code, verifier);
  await keepLoginToken(pool, id, keyring.seal(token, loginPlace(id, 'token')));
  return token;
}

async function judged(
  { pool, facebook }: LoginDeps,
  graph: Graph,
  { appId }: Application,
  accounts: FoundAccount[],
): Promise<FoundPage[]> {
  const through = await connectedThrough(
    pool,
    accounts.map(({ page }) => page.facebookId),
  );
  const own = [appId, facebook.shared.appId];
  const pages: FoundPage[] = [];
  for (const [at, account] of accounts.entries()) {
    const { page, token } = account;
    const blocked = obstacleOf(account);
    const isAsked = blocked === null && token !== null && at < LOOKED_AT;
    const others = isAsked ? await othersOf(graph, page.facebookId, token, own) : [];
    const obstacle = blocked ?? known(through, page.facebookId, appId) ?? (others.length > 0 ? 'other_system' : null);
    pages.push({ ...page, obstacle, others, state: 'found', reason: null });
  }
  return pages;
}

/** Who may not ask that is told when it is connected. */
const othersOf = (...asked: Parameters<typeof otherSubscribers>): Promise<string[]> =>
  otherSubscribers(...asked).catch((error: unknown) => {
    if (error instanceof MetaRefused) return [];
    throw error;
  });

function known(through: Map<string, string | null>, facebookId: string, appId: string): FoundPage['obstacle'] {
  if (!through.has(facebookId)) return null;
  const before = through.get(facebookId) ?? appId;
  return before === appId ? 'connected' : 'other_app';
}

async function broken({ pool, log }: LoginDeps, { id, tries }: LoginAtWork, error: unknown): Promise<void> {
  const isFinal = error instanceof LoginFailed || error instanceof MetaRefused;
  if (!isFinal && tries < TRIES) {
    await letGoLogin(pool, id);
    // What Meta does is no fault of ours; the database's absence ends the pass.
    if (error instanceof NotNow) return;
    throw error;
  }
  const failure = error instanceof LoginFailed ? error.failure : error instanceof NotNow ? 'away' : 'strange';
  log.warn({ login: id, failure }, 'a log-in with Facebook came to nothing');
  await failLogin(pool, id, failure);
}
