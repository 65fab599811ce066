import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { AT_ONCE, FIRST } from '#lib/inbox/reach.ts';

/** What the script of the first page asks for, where the session is known already. */
function asked(pathname: string): string[] {
  const hrefs: string[] = [];
  runInNewContext(readFileSync('web/static/ahead.js', 'utf8'), {
    location: { search: '', pathname },
    performance: { getEntriesByName: () => [{ responseStatus: 200 }] },
    document: {
      querySelector: () => ({ href: '/api/session' }),
      createElement: () => ({}),
      head: { append: ({ href }: { href: string }) => hrefs.push(href) },
    },
  });
  return hrefs;
}

test('§1.8: what is asked for ahead is what the list will ask for, in lots of the same size', () => {
  const lists = [...AT_ONCE].map((name) => `/api/chats/sections/${name}?pageSize=${FIRST}`);
  expect(asked('/')).toEqual(['/api/chats/sections', ...lists]);
  expect(asked('/chats/5')).toEqual(asked('/'));
  expect(asked('/contacts')).toEqual([]);
});
