import { text, type Params } from '../graph/request.ts';
import type { Page, World } from '../world.ts';
import type { Grant } from './grants.ts';

/** The pages a person let the app have: their own, and through which business. */
const chosen = (world: World, { pages }: Grant, ids: readonly string[]): Page[] =>
  ids.flatMap((id) => {
    const page = world.pages.get(id);
    return page && (pages === null || pages.includes(id)) ? [page] : [];
  });

/** All pages of a grant, however they are reached. */
export function pagesOf(world: World, grant: Grant): Page[] {
  const { pages, businesses } = grant.person;
  const through = businesses.flatMap(({ owned, client }) => [...owned, ...client]);
  const ids = new Set([...(pages ?? world.pages.keys()), ...through]);
  return grant.scopes.includes('pages_show_list') ? chosen(world, grant, [...ids]) : [];
}

/** `GET /me/accounts`: without the pages that are held through a business alone. */
export function listAccounts(world: World, grant: Grant, params: Params) {
  const own = grant.scopes.includes('pages_show_list') ? (grant.person.pages ?? [...world.pages.keys()]) : [];
  return paged(chosen(world, grant, own).map(accountOf), params);
}

export function listBusinesses({ person, scopes }: Grant, params: Params) {
  const seen = scopes.includes('business_management') ? person.businesses : [];
  return paged(
    seen.map(({ id, name }) => ({ id, name })),
    params,
  );
}

/** `GET /{business}/owned_pages` and `client_pages`; null: it is none of theirs. */
export function listPagesOf(
  { world, grant, params }: { world: World; grant: Grant; params: Params },
  businessId: string,
  kind: 'owned' | 'client',
) {
  const business = grant.person.businesses.find(({ id }) => id === businessId);
  if (!business || !grant.scopes.includes('business_management')) return null;
  return paged(chosen(world, grant, business[kind]).map(accountOf), params);
}

export function listPermissions({ asked, scopes }: Grant) {
  return {
    data: asked.map((permission) => ({ permission, status: scopes.includes(permission) ? 'granted' : 'declined' })),
  };
}

/** A page of a list, by cursors. */
function paged<Item extends { id: string }>(items: Item[], { values }: Params) {
  const limit = Number(values['limit'] ?? 25);
  const after = text(values['after']);
  const start = after === undefined ? 0 : items.findIndex(({ id }) => cursorOf(id) === after) + 1;
  const shown = items.slice(start, start + limit);
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return { data: [] };
  return { data: shown, paging: { cursors: { before: cursorOf(first.id), after: cursorOf(last.id) } } };
}

const cursorOf = (id: string): string => Buffer.from(id).toString('base64url');

/** A page as Meta tells of it to whoever runs it. */
export function accountOf({ id, name, accessToken, tasks }: Page) {
  return {
    access_token: accessToken,
    category: 'Home Decor',
    category_list: [{ id: '2253', name: 'Home Decor' }],
    name,
    id,
    tasks,
  };
}
