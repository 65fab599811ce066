import { ApiError } from '../errors/error.ts';
import { me } from './allow.ts';
import type { Signed } from './auth.ts';

/**
 * Who asks, and not a program with their token. What lets somebody in (tokens, passwords, accounts, roles) is changed
 * by people alone: a stolen token ends, and must not leave anything behind that does not.
 */
export function inPerson(c: { get(name: 'signed'): Signed | null }): Signed {
  const signed = me(c);
  if (signed.sessionId === null) throw new ApiError('LOG_IN_NEEDED');
  return signed;
}
