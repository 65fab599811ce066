import type { Pool } from 'pg';
import { pageNames } from '#db/people/read-pages.ts';
import { ApiError } from '../errors/error.ts';

/**
 * Throws WEAK_PASSWORD for one of the first that are guessed, of this person and this company too. `path` is the
 * field's.
 */
export async function refuseGuessable(
  pool: Pool,
  password: string,
  person: { name: string; email: string },
  path: string,
): Promise<void> {
  const own = [person.name, person.email, ...(await pageNames(pool))];
  // Lists of many thousand words: loaded when a password is chosen.
  const { isGuessable } = await import('./guessable.ts');
  if (isGuessable(password, own)) throw new ApiError('WEAK_PASSWORD', [{ path }]);
}
