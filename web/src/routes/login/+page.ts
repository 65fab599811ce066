import { redirect } from '@sveltejs/kit';
import { session } from '#lib/session/session.svelte.ts';
import { ownPath } from '#lib/session/own-path.ts';
import type { PageLoad } from './$types';

/** Whoever is logged in already has nothing to do here. */
export const load: PageLoad = async ({ url }) => {
  const isLoggedIn = await session.resume().catch(() => false);
  if (isLoggedIn) redirect(307, ownPath(url.searchParams.get('next'), url.origin));
};
