import { timingSafeEqual } from 'node:crypto';
import { type Grant, type Grants, scopes } from '../login/grants.ts';
import type { Page, World } from '../world.ts';
import { hmac } from '../wire.ts';
import { GraphError, graphError, tokenError } from './error.ts';
import { text, type GraphContext, type Params } from './request.ts';

export type App = {
  id: string;
  secret: string;
  user: { id: string; name: string; accessToken: string };
  grants: Grants;
  /** *Require App Secret* is on. */
  requiresProof: () => boolean;
};

export type Bearer = { kind: 'page'; page: Page } | { kind: 'user'; grant: Grant } | { kind: 'app' };

/** Who calls; a dead or unknown token and a wrong `appsecret_proof` are refused as Meta refuses them. */
export function bearerOf(world: World, app: App, c: GraphContext, params: Params): Bearer {
  const token = tokenOf(c, params);
  if (token === '') {
    throw graphError(400, 2500, 'An active access token must be used to query information about the current user.');
  }
  const bearer = findBearer(world, app, token);
  if (bearer === null) throw tokenError(null);
  checkProof(app, token, params);
  if (bearer.kind === 'page' && bearer.page.tokenError) throw tokenError(bearer.page.tokenError.subcode);
  return bearer;
}

export function tokenOf(c: GraphContext, params: Params): string {
  return text(params.values['access_token']) ?? c.req.header('authorization')?.replace(/^(Bearer|OAuth)\s+/i, '') ?? '';
}

export function findBearer(world: World, app: App, token: string): Bearer | null {
  for (const page of world.pages.values()) if (page.accessToken === token) return { kind: 'page', page };
  const { id, name, accessToken } = app.user;
  // Of the one person who runs all pages, without any dialog.
  const whole = { person: { id, name, pages: null, businesses: [] }, asked: scopes, scopes, pages: null };
  const grant = token === accessToken ? whole : app.grants.of(token);
  if (grant) return { kind: 'user', grant };
  return token === `${app.id}|${app.secret}` ? { kind: 'app' } : null;
}

/** The page a call acts for: the token's own, also when the path says `me`; another page's path is refused. */
export function pageOf(bearer: Bearer, node: string): Page {
  if (bearer.kind === 'page' && (node === 'me' || node === bearer.page.id)) return bearer.page;
  throw new GraphError({
    status: 400,
    code: 100,
    subcode: 33,
    type: 'GraphMethodException',
    message:
      `Unsupported post request. Object with ID '${node}' does not exist, ` +
      'cannot be loaded due to missing permissions, or does not support this operation',
  });
}

function checkProof(app: App, token: string, params: Params): void {
  const proof = text(params.values['appsecret_proof']);
  if (proof === undefined && !app.requiresProof()) return;
  const expected = Buffer.from(hmac('sha256', app.secret, token));
  const given = Buffer.from(proof ?? '');
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw new GraphError({
    status: 400,
    code: 100,
    type: 'GraphMethodException',
    message:
      proof === undefined
        ? 'API calls from the server require an appsecret_proof argument'
        : 'Invalid appsecret_proof provided in the API argument',
  });
}
