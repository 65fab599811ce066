/** Where to go after the log-in: only ever a path of this desk, whatever the address bar was made to say. */
export function ownPath(next: string | null, origin: string): string {
  if (next === null || !next.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return '/';
  const url = URL.parse(next, origin);
  return url?.origin === origin && url.pathname !== '/login' ? url.pathname + url.search + url.hash : '/';
}
