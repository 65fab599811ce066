import { z } from 'zod';
import { SECTIONS } from '#db/chats/listing/section.ts';
import { chatSchema } from './schema.ts';

export const sectionName = z.enum(SECTIONS);

export const sectionCounts = z.object({
  sections: z.array(z.object({ name: sectionName, count: z.number().int() })),
  waitsForMe: z.number().int(),
});

/** A page of a section: how many there are, the counts say. */
export const sectionPage = z.object({ items: z.array(chatSchema), next: z.string().nullable() });
