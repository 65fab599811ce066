import { z } from 'zod';
import type { Hit } from '#db/search/hit.ts';
import { type Place, placesOf } from '#workflows/reading/found.ts';
import { chatStatus } from '../chats/schema.ts';
import { moment, person } from '../http/fields.ts';

const place = z.tuple([z.number().int(), z.number().int()]);

export const hitSchema = z.object({
  number: z.number().int().describe('The chat that is meant: of a client or a page, the one of the last contact.'),
  kind: z.enum(['number', 'phone', 'email', 'name', 'page', 'contact', 'message', 'file']),
  text: z.string().describe('What was found; of a message what stands around the words, at most 300 characters.'),
  marks: z.array(place).describe('Where the words stand in `text`: from which character to before which one.'),
  at: moment.describe('Of the message, else of the last contact.'),
  messageId: z.string().nullable().describe('Of a message, or of the one a file came with.'),
  direction: z.enum(['in', 'out']).nullable().describe('Of a message.'),
  status: chatStatus,
  client: z.object({ firstName: z.string(), lastName: z.string() }),
  page: person,
});

export const foundSchema = z.object({
  items: z.array(hitSchema),
  isWhole: z
    .boolean()
    .describe('False: the words stand in very many names or messages, of which only the last ones were looked at.'),
});

/** None where the words stand in it no more: what is searched may be a moment older than an edit. */
export function toHit(hit: Hit, words: string[]): z.infer<typeof hitSchema>[] {
  const whole = hit.text.normalize('NFC');
  const places = placesOf(whole, words);
  if ((hit.kind === 'message' || hit.kind === 'file') && places === null) return [];
  const { text, marks } = around(whole, places ?? []);
  const { number, kind, messageId, direction, status, firstName, lastName, pageId, pageName } = hit;
  return [
    {
      number,
      kind,
      text,
      marks: marks.map(([from, to]) => [from, to]),
      at: hit.at.toISOString(),
      messageId,
      direction,
      status,
      client: { firstName, lastName },
      page: { id: pageId, name: pageName },
    },
  ];
}

/** How much is told of a message, and how much of it before the words. */
const LONGEST = 300;
const BEFORE = 60;

function around(text: string, places: Place[]): { text: string; marks: Place[] } {
  const first = places[0]?.[0] ?? 0;
  const from = text.length <= LONGEST ? 0 : Math.max(0, Math.min(first - BEFORE, text.length - LONGEST));
  const part = text.slice(from, from + LONGEST);
  const marks = places
    .map(([start, end]): Place => [start - from, Math.min(end - from, part.length)])
    .filter(([start]) => start >= 0 && start < part.length);
  return { text: part.toWellFormed(), marks };
}
