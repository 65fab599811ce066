import { z } from 'zod';
import { FILE_KINDS } from '#db/entities/file.ts';
import { words } from '../http/fields.ts';
import type { FileFacts } from '#db/files/read.ts';

/** What a file is sent as, whatever it is. */
export const FILE = 'application/octet-stream';

/** Of one answer. */
export const FILES_MAX = 10;

export const fileKind = z.enum(FILE_KINDS);

export const keptAs = z.object({ name: words.max(1_000).optional().describe('As which it is to be kept.') });

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().describe('Cleaned.'),
  kind: fileKind.describe('By the content.'),
  mime: z.string(),
  size: z.number().int(),
});

/** What `decodeURIComponent` takes (RFC 3629, 4): said as a pattern, so that the document can tell it. */
const MORE = '%[89ABab][0-9A-Fa-f]';
const ENCODED = new RegExp(
  `^(?:[^%]|${[
    '%[0-7][0-9A-Fa-f]',
    `%(?:[Cc][2-9A-Fa-f]|[Dd][0-9A-Fa-f])${MORE}`,
    `%[Ee]0%[ABab][0-9A-Fa-f]${MORE}`,
    `%[Ee][1-9A-CEFa-cef]${MORE}${MORE}`,
    `%[Ee][Dd]%[89][0-9A-Fa-f]${MORE}`,
    `%[Ff]0%[9ABab][0-9A-Fa-f]${MORE}${MORE}`,
    `%[Ff][1-3]${MORE}${MORE}${MORE}`,
    `%[Ff]4%8[0-9A-Fa-f]${MORE}${MORE}`,
  ].join('|')})*$`,
);

export const uploadHeaders = z.object({
  'x-file-name': z
    .string()
    .max(3_000)
    .regex(ENCODED, 'must be percent-encoded UTF-8')
    .transform(decodeURIComponent)
    .optional()
    .describe('Percent-encoded.'),
});

export function toFile({ id, kind, mime, size }: FileFacts, name: string): z.infer<typeof fileSchema> {
  return { id, name, kind, mime, size };
}
