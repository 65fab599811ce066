import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SUMMARY = '(unread|waiting_since|last_contact_at)';

const root = join(import.meta.dirname, '..', '..', '..');

/** What only one file may write; where else it would stand, and how it might be spelled there. */
const doors = [
  {
    what: 'an input',
    file: 'db/inbox/tell.ts',
    written: /insert\s+into\s+(public\.)?"?chat_input\b/i,
    elsewhere: ['insert into chat_input (client_id) values ($1)', 'INSERT INTO\n  public.chat_input select 1'],
  },
  {
    what: "a queue's revision",
    file: 'db/inbox/relay-queue.ts',
    written: /\binbox_rev"?\s*=(?!=)|insert\s+into\s+client\s*\([^)]*\binbox_rev\b/i,
    elsewhere: [
      'update client set inbox_rev = inbox_rev + 1 where id = $1',
      'do update set inbox_rev=client.inbox_rev + excluded.inbox_rev',
      'insert into client (page_id, psid, inbox_rev) values ($1, $2, 1)',
    ],
  },
  {
    what: "a chat's version",
    file: 'db/chats/touch.ts',
    written: /\bversion"?\s*=\s*(\w+\.)?version\s*\+/i,
    elsewhere: ['update chat set version = version + 1 where id = $1', 'do update set version=chat.version+1'],
  },
  {
    what: "a chat's summary",
    file: 'db/chats/summary.ts',
    written: new RegExp(`\\b${SUMMARY}"?\\s*=(?!=)|insert\\s+into\\s+chat\\s*\\([^)]*\\b${SUMMARY}\\b`, 'i'),
    elsewhere: [
      'update chat set unread = 0 where id = $1',
      'set status = $2, waiting_since = $3',
      'set last_contact_at=greatest(last_contact_at, $2)',
      'insert into chat (client_id, page_id, unread) values ($1, $2, 1)',
    ],
  },
];

/** All that runs SQL while the product runs. Migrations are what was once. */
const sources = globSync('db/**/*.ts', { cwd: root })
  .filter((file) => !file.startsWith('db/migrations/'))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

test.each(doors)('$what is written in $file and nowhere else', ({ file, written }) => {
  expect(sources.filter(({ text }) => written.test(text)).map((source) => source.file)).toEqual([file]);
});

test.each(doors.flatMap(({ what, written, elsewhere }) => elsewhere.map((text) => ({ what, written, text }))))(
  '$what written elsewhere would be seen: $text',
  ({ written, text }) => {
    expect(text).toMatch(written);
  },
);

test('what only reads or compares is let through', () => {
  const reads = `select unread, waiting_since as "waitingSince" from chat where last_contact_at >= $1
     and last_contact_at <= $2;
    select inbox_rev as rev from client where inbox_rev > relayed_rev;
    select b.version from settings_version b where b.version = v.version - 1; update chat_input set relayed_at = now()`;
  for (const { written } of doors) expect(reads).not.toMatch(written);
});
