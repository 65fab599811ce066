import type { Page } from '../world.ts';

/** What the page's token was given, and until when, as `debug_token` tells it. */
export function grantOf({ grant }: Page, all: readonly string[]) {
  return {
    scopes: all.filter((scope) => !grant.lostScopes.includes(scope)),
    expires_at: grant.expiresAt,
    ...(grant.dataAccessExpiresAt === null ? {} : { data_access_expires_at: grant.dataAccessExpiresAt }),
  };
}
