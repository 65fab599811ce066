import { accountOf, pagesOf } from '../login/accounts.ts';
import { scopes } from '../login/grants.ts';
import type { Page, World } from '../world.ts';
import { tokenError } from './error.ts';
import { grantOf } from './granted.ts';
import { text, type Params } from './request.ts';
import { findBearer, type App, type Bearer } from './token.ts';

/** `GET /debug_token`: what a token is, and why it is dead when it is. */
export function debugToken(world: World, app: App, token: string) {
  const bearer = findBearer(world, app, token);
  const base = { app_id: app.id, application: 'Rozmova' };
  if (bearer === null) return { data: { is_valid: false, scopes: [], error: errorOf(null) } };
  if (bearer.kind === 'app') return { data: { ...base, type: 'APP', is_valid: true, scopes: [] } };
  const times = {
    issued_at: 1_764_000_000,
    expires_at: 0,
    data_access_expires_at: Math.floor(Date.now() / 1000) + 90 * 86_400,
  };
  if (bearer.kind === 'user') {
    const { person, scopes: given } = bearer.grant;
    return { data: { ...base, ...times, user_id: person.id, scopes: given, type: 'USER', is_valid: true } };
  }
  const common = { ...base, ...times, user_id: app.user.id, scopes };
  const { page } = bearer;
  const granular = scopes
    .filter((scope) => scope.startsWith('pages_'))
    .map((scope) => ({ scope, target_ids: [page.id] }));
  const dead = page.tokenError === null ? {} : { error: errorOf(page.tokenError.subcode) };
  return {
    data: {
      ...common,
      ...grantOf(page, scopes),
      type: 'PAGE',
      profile_id: page.id,
      granular_scopes: granular,
      is_valid: page.tokenError === null,
      ...dead,
    },
  };
}

/** `GET /me` and `GET /{page}`. */
export function meOf(world: World, bearer: Bearer, node: string, { values }: Params): Record<string, unknown> {
  if (bearer.kind === 'user' && node === 'me') return { name: bearer.grant.person.name, id: bearer.grant.person.id };
  const page = pageOfBearer(world, bearer, node);
  const all: Record<string, unknown> = accountOf(page);
  const asked = (text(values['fields']) ?? 'name').split(',');
  return {
    ...Object.fromEntries(asked.filter((field) => field in all).map((field) => [field, all[field]])),
    id: page.id,
  };
}

/** The page whose token it is; with a person's token one of those they chose. */
function pageOfBearer(world: World, bearer: Bearer, node: string): Page {
  if (bearer.kind === 'page' && (node === 'me' || node === bearer.page.id)) return bearer.page;
  const page = bearer.kind === 'user' ? pagesOf(world, bearer.grant).find(({ id }) => id === node) : undefined;
  if (!page) throw tokenError(null);
  return page;
}

function errorOf(subcode: number | null) {
  const { code, message } = tokenError(subcode).fault;
  return { code, message, ...(subcode === null ? {} : { subcode }) };
}
