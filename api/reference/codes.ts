import { lineBefore } from '../access/line.ts';
import { refusalsOf, type Rule } from '../access/rules.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { isUnhurried } from '../http/deadline.ts';
import { isCheck } from '../http/describe.ts';
import { isUpload } from '../http/guards.ts';

/** An operation as the router has it: its path, its rule, and all that stands before its handler. */
export interface Mounted {
  method: string;
  path: string;
  rule: Rule;
  handlers: unknown[];
}

/** The codes with which what stands before a handler may refuse, and what may happen to every request. */
export function codesBefore({ method, path, rule, handlers }: Mounted): ErrorCode[] {
  return [
    ...(handlers.some(isCheck) ? (['BAD_REQUEST'] as const) : []),
    ...refusalsOf(rule),
    ...(handlers.some(lineBefore) ? (['TOO_MANY_ATTEMPTS', 'BUSY'] as const) : []),
    ...(path.startsWith(OF_A_PAGE) ? (['NOT_FOUND'] as const) : []),
    ...(path.startsWith('/api/') ? ofApi(method, path) : []),
    'INTERNAL',
    'DATABASE_UNAVAILABLE',
    ...(isUnhurried(method, path) ? [] : (['TAKES_TOO_LONG'] as const)),
  ];
}

/** The same handlers as the installation's; only here the page may not be there. */
const OF_A_PAGE = '/api/pages/:id/settings';

/** What comes with a cookie, or may. */
function ofApi(method: string, path: string): ErrorCode[] {
  if (method === 'GET') return ['FOREIGN_ORIGIN'];
  // A file is measured where it is read, and has a code of its own.
  return ['FOREIGN_ORIGIN', 'UNSUPPORTED_MEDIA_TYPE', ...(isUpload({ method, path }) ? [] : (['TOO_LARGE'] as const))];
}
