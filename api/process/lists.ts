import type { Pool } from 'pg';
import { addUpCounts } from '#db/chats/counts.ts';
import { nameChats } from '#db/chats/named.ts';
import { addUpPlaces, forgetEmptyPlaces } from '#db/chats/places.ts';
import { keepWords } from '#db/search/keep-words.ts';
import type { Job } from '#platform/background.ts';

const COUNTS_EVERY_MS = 2_000;
const COUNTS_AT_ONCE = 2_000;
/** In a burst, messages wait for a while until they are found; nothing else waits for them. */
const WORDS_EVERY_MS = 1_000;
const WORDS_AT_ONCE = 300;

/** Whose day or name changed is looked at one by one until then. */
const NAMES_EVERY_MS = 2_000;
const NAMES_AT_ONCE = 500;

/** What lists and searches read, made ready beside what happens. */
export function lists(pool: Pool): Job[] {
  return [
    {
      name: 'counts',
      everyMs: COUNTS_EVERY_MS,
      topics: [],
      pass: () => addUpCounts(pool, COUNTS_AT_ONCE),
    },
    {
      name: 'places',
      everyMs: COUNTS_EVERY_MS,
      topics: [],
      pass: async () => {
        const isMore = await addUpPlaces(pool, COUNTS_AT_ONCE);
        if (!isMore) await forgetEmptyPlaces(pool, COUNTS_AT_ONCE);
        return isMore;
      },
    },
    { name: 'names', everyMs: NAMES_EVERY_MS, topics: [], pass: () => nameChats(pool, NAMES_AT_ONCE) },
    {
      name: 'words',
      everyMs: WORDS_EVERY_MS,
      topics: [],
      pass: async () => {
        await keepWords(pool, WORDS_AT_ONCE);
        return false;
      },
    },
  ];
}
