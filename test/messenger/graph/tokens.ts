import type { Page, World } from '../world.ts';
import { tokenError } from './error.ts';
import { grantOf } from './granted.ts';
import { text, type Params } from './request.ts';
import { findBearer, type App, type Bearer } from './token.ts';

export const scopes = [
  'pages_show_list',
  'pages_messaging',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_user_locale',
  'business_management',
];

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
  const common = { ...base, ...times, user_id: app.user.id, scopes };
  if (bearer.kind === 'user') return { data: { ...common, type: 'USER', is_valid: true } };
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

/** `GET /me/accounts` of the one person who runs the pages, paged by cursors. */
export function listAccounts(world: World, { values }: Params) {
  const pages = [...world.pages.values()];
  const limit = Number(values['limit'] ?? 25);
  const after = text(values['after']);
  const start = after === undefined ? 0 : pages.findIndex(({ id }) => cursorOf(id) === after) + 1;
  const shown = pages.slice(start, start + limit);
  const [first, last] = [shown[0], shown.at(-1)];
  const paging = first && last ? { paging: { cursors: { before: cursorOf(first.id), after: cursorOf(last.id) } } } : {};
  return { data: shown.map(accountOf), ...paging };
}

export function listPermissions() {
  return { data: scopes.map((permission) => ({ permission, status: 'granted' })) };
}

/** `GET /me` and `GET /{page}`. */
export function meOf(bearer: Bearer, app: App, node: string, { values }: Params): Record<string, unknown> {
  if (bearer.kind === 'user' && node === 'me') return { name: app.user.name, id: app.user.id };
  if (bearer.kind !== 'page' || (node !== 'me' && node !== bearer.page.id)) throw tokenError(null);
  const all: Record<string, unknown> = accountOf(bearer.page);
  const asked = (text(values['fields']) ?? 'name').split(',');
  return {
    ...Object.fromEntries(asked.filter((field) => field in all).map((field) => [field, all[field]])),
    id: bearer.page.id,
  };
}

function accountOf({ id, name, accessToken, tasks }: Page) {
  return {
    access_token: accessToken,
    category: 'Home Decor',
    category_list: [{ id: '2253', name: 'Home Decor' }],
    name,
    id,
    tasks,
  };
}

function cursorOf(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function errorOf(subcode: number | null) {
  const { code, message } = tokenError(subcode).fault;
  return { code, message, ...(subcode === null ? {} : { subcode }) };
}
