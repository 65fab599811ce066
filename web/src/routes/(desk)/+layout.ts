import { error, redirect } from '@sveltejs/kit';
import { ApiError } from '#lib/api/error.ts';
import { session } from '#lib/session/session.svelte.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ url, untrack }) => {
  const isLoggedIn = await session.resume().catch((failure: unknown) => {
    throw error(failure instanceof ApiError && failure.status > 0 ? failure.status : 503, 'The desk cannot start');
  });
  const here = untrack(() => url.pathname + url.search);
  if (!isLoggedIn) redirect(307, `/login?next=${encodeURIComponent(here)}`);
};
