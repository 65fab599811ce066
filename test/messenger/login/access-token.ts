import { graphError, wrong } from '../graph/error.ts';
import { readParams, text, type GraphContext } from '../graph/request.ts';
import type { App } from '../graph/token.ts';

/** Sixty days, less what the call took. */
const LONG_SECONDS = 5_183_944;
const SHORT_SECONDS = 5_400;

/** `oauth/access_token`: for a code, for a short-lived token, or of the application itself. */
export async function accessToken(c: GraphContext, app: App): Promise<Response> {
  const { values } = await readParams(c);
  checkApp(app, values);
  const grant = text(values['grant_type']);
  if (grant === 'client_credentials') return c.json({ access_token: `${app.id}|${app.secret}`, token_type: 'bearer' });
  if (grant === 'fb_exchange_token') {
    const long = app.grants.prolong(text(values['fb_exchange_token']) ?? '');
    return c.json({ access_token: long, token_type: 'bearer', expires_in: LONG_SECONDS });
  }
  const code = text(values['code']);
  if (code === undefined) throw wrong('Missing required parameter: code');
  const redirectUri = text(values['redirect_uri']) ?? '';
  const short = app.grants.exchange(code, redirectUri, text(values['code_verifier']) ?? null);
  return c.json({ access_token: short, token_type: 'bearer', expires_in: SHORT_SECONDS });
}

function checkApp(app: App, values: Record<string, unknown>): void {
  if (String(values['client_id']) !== app.id)
    throw graphError(400, 101, 'Error validating application. Cannot get application info due to a system error.');
  if (values['client_secret'] !== app.secret) throw graphError(400, 1, 'Error validating client secret.');
}
