import { z } from 'zod';
import type { LoginFailure } from '#db/entities/facebook/facebook-login.ts';
import { errorOf } from '../messenger/graph-error.ts';
import type { GraphAnswer } from '../messenger/graph-call.ts';
import { askForToken } from '../messenger/graph.ts';
import type { Application } from './application.ts';

/** Nothing comes of this login. */
export class LoginFailed extends Error {
  override name = 'LoginFailed';
  readonly failure: LoginFailure;
  constructor(failure: LoginFailure) {
    super(failure);
    this.failure = failure;
  }
}

/** Meta does not answer now: it is worth while to ask again. */
export class NotNow extends Error {
  override name = 'NotNow';
}

export interface Exchange {
  graphUrl: string;
  application: Application;
  redirectUri: string;
}

const given = z.object({ access_token: z.string().min(1) });
const refusal = z.object({ error: z.object({ error_subcode: z.coerce.number().optional() }) });

const NO_SUCH_APP = 101;
const OTHER_SECRET = 1;
/** The address is not the one the dialog was opened with, or is not among the application's. */
const OTHER_ADDRESS = new Set([36008, 191]);

/** A person's long-lived token for the code of the dialog, which is good once. */
export async function exchangeCode(exchange: Exchange, code: string, verifier: string): Promise<string> {
  const { graphUrl, application, redirectUri } = exchange;
  const app = { client_id: application.appId, client_secret: application.secret };
  const form = { ...app, redirect_uri: redirectUri, code, code_verifier: verifier };
  const short = tokenOf(await askForToken(graphUrl, form));
  const longer = { ...app, grant_type: 'fb_exchange_token', fb_exchange_token: short };
  return tokenOf(await askForToken(graphUrl, longer));
}

function tokenOf(answer: GraphAnswer): string {
  if (answer.kind === 'not_left') throw new NotNow(answer.code);
  // Whether the code is spent nobody knows: a new one is to be had at once.
  if (answer.kind === 'lost') throw new LoginFailed('away');
  const read = given.safeParse(answer.body);
  if (read.success) return read.data.access_token;
  const { code, transient } = errorOf(answer.body);
  if (code === null || code === 2 || transient) throw new LoginFailed('away');
  if (code === NO_SUCH_APP || code === OTHER_SECRET) throw new LoginFailed('app_refused');
  const sub = refusal.safeParse(answer.body).data?.error.error_subcode ?? 0;
  throw new LoginFailed(OTHER_ADDRESS.has(sub) || OTHER_ADDRESS.has(code) ? 'address_refused' : 'code_refused');
}
