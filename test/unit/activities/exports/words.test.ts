import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { WORDS } from '#activities/exports/words.ts';
import { attachmentWord } from '#activities/exports/transcript/said-words.ts';

const messages = join(import.meta.dirname, '../../../../web/messages');

/** What the desk says, by the keys of its messages. */
const deskOf = (language: 'uk' | 'en'): Record<string, unknown> =>
  Object.assign(
    {},
    ...['words', 'inbox', 'thread'].map((noun) =>
      JSON.parse(readFileSync(join(messages, language, `${noun}.json`), 'utf8')),
    ),
  ) as Record<string, unknown>;

test.each(['uk', 'en'] as const)('F26: a file says the same as the desk, in %s', (language) => {
  const { heads, statuses, withoutName, filter } = WORDS[language];
  const desk = deskOf(language);
  expect(heads).toEqual({
    number: desk['list_number'],
    page: desk['list_messenger'],
    firstName: desk['list_first_name'],
    lastName: desk['list_last_name'],
    contact: desk['list_link'],
    status: desk['status'],
    operators: desk['list_operators'],
    createdAt: desk['list_created'],
    lastContactAt: desk['list_last_contact'],
  });
  for (const [status, word] of Object.entries(statuses)) expect(word).toBe(desk[`status_${status}`]);
  expect(withoutName).toBe(desk['client_without_name']);
  expect([filter.page, filter.operator, filter.nobody, filter.period, filter.search]).toEqual([
    desk['list_page'],
    desk['list_operator'],
    desk['section_nobody'],
    desk['list_period'],
    desk['search'],
  ]);
  for (const type of ['image', 'audio', 'video', 'file', 'sticker', 'location'])
    expect(attachmentWord(language, type)).toBe(desk[`attachment_${type}`]);
  expect(attachmentWord(language, 'toString')).toBe(desk['attachment_other']);
});
