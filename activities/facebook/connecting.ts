import { loginPlace } from '#db/facebook/ask.ts';
import { endLogin, keepProgress, type LoginAtWork, savePage } from '#db/facebook/work.ts';
import { audit } from '#db/people/audit.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import type { FoundPage } from '#db/entities/facebook/facebook-login.ts';
import type { Graph } from '../messenger/graph.ts';
import { type Application, tokenMark } from './application.ts';
import { checkApplication } from './check.ts';
import type { LoginDeps } from './deps.ts';
import { NotNow } from './exchange.ts';
import { pageToken, subscribe, subscribeApplication } from './page-calls.ts';
import { MetaRefused } from './read.ts';

interface Connecting {
  graph: Graph;
  application: Application;
  login: LoginAtWork;
}

const CHECK_MS = 12_000;

/**
 * Connects what was chosen, page after page, each kept before the next: whoever goes on after a kill does what is left,
 * and what is done twice is the same.
 */
export async function connectChosen(deps: LoginDeps, connecting: Connecting): Promise<void> {
  const { pool, notifier } = deps;
  const { login, application, graph } = connecting;
  const webhookFailure = await hearOfEvents(deps, graph, application);
  const pages = [...login.pages];
  for (const [at, page] of pages.entries()) {
    if (page.state !== 'chosen') continue;
    pages[at] = await connect(deps, connecting, page);
    await keepProgress(pool, login.id, pages);
  }
  await endLogin(pool, login.id, webhookFailure);
  notifier.notify('routing', 'outbox', 'inbox', 'change');
}

/** Events of the application come here: those of a page come only if both are told. */
async function hearOfEvents(
  { facebook }: LoginDeps,
  graph: Graph,
  { appId, secret, verifyToken }: Application,
): Promise<string | null> {
  const own = await checkApplication(facebook.graphUrl, { appId, secret }, CHECK_MS);
  if (!own.ok) return own.reason;
  const callback = { url: facebook.webhookUrl, verifyToken };
  return subscribeApplication(graph, { appId, token: own.token }, callback);
}

async function connect(
  deps: LoginDeps,
  { graph, application, login }: Connecting,
  page: FoundPage,
): Promise<FoundPage> {
  const { pool, keyring } = deps;
  const { facebookId, name } = page;
  const ofPerson = keyring.open(login.sealedToken ?? '', loginPlace(login.id, 'token'));
  try {
    const token = await pageToken(graph, facebookId, ofPerson);
    if (token === null) return { ...page, state: 'failed', reason: 'no_token' };
    await subscribe(graph, facebookId, token);
    const saved = await savePage(pool, {
      facebookId,
      name,
      sealedToken: keyring.seal(token, tokenPlace(facebookId)),
      tokenMark: tokenMark(token),
      appId: application.appId,
      employeeIds: login.employeeIds,
    });
    const { employeeId } = login;
    const detail = { page: saved.id, by: 'facebook_login', app: login.app };
    await audit(pool, { kind: saved.isNew ? 'page_connected' : 'page_changed', employeeId, detail });
    return { ...page, state: 'connected', reason: null };
  } catch (error) {
    if (error instanceof NotNow && login.tries < TRIES) throw error;
    if (error instanceof NotNow) return { ...page, state: 'failed', reason: 'away' };
    if (error instanceof MetaRefused) return { ...page, state: 'failed', reason: String(error.code) };
    throw error;
  }
}

/** Afterwards the other pages have their turn. */
const TRIES = 5;
