import { z } from 'zod';
import { person } from '../http/fields.ts';

export const doing = z.enum(['looking', 'typing']);
export type Doing = z.infer<typeof doing>;

export const attentionOfTab = z.object({ tab: z.uuid(), doing });

export const attentive = z.object({
  chatNumber: z.int(),
  people: z.array(person.extend({ doing })).describe('Who looks at the chat or types in it, by name.'),
});
export type AttentionBody = z.infer<typeof attentive>;

/** What one process tells the others; `doing` null: the tab turned to something else. */
export const passedOn = z.object({
  origin: z.string(),
  tab: z.string(),
  chatNumber: z.int(),
  pageId: z.string(),
  person,
  doing: doing.nullable(),
});
export type PassedOn = z.infer<typeof passedOn>;
