import { z } from 'zod';
import { FILE_KINDS } from '#db/entities/file.ts';
import type { FileFacts } from '#db/files/read.ts';

export const fileKind = z.enum(FILE_KINDS);

export const fileSchema = z.object({
  id: z.string(),
  name: z.string().describe('Cleaned.'),
  kind: fileKind.describe('By the content.'),
  mime: z.string(),
  size: z.number().int(),
});

export const uploadHeaders = z.object({
  'x-file-name': z
    .string()
    .max(3_000)
    .refine(isEncoded, 'must be percent-encoded UTF-8')
    .transform(decodeURIComponent)
    .optional()
    .describe('Percent-encoded.'),
});

export function toFile({ id, kind, mime, size }: FileFacts, name: string): z.infer<typeof fileSchema> {
  return { id, name, kind, mime, size };
}

function isEncoded(text: string): boolean {
  try {
    return decodeURIComponent(text) !== null;
  } catch {
    return false;
  }
}
