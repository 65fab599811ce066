import { z } from 'zod';
import { demoUser } from '../demo.ts';

/** Somebody with a Facebook account who runs pages. */
export const personSchema = z.object({
  id: z.string().min(1),
  name: z.string(),
  /** Which pages they run by themselves; null: all that there are. */
  pages: z.array(z.string()).nullable().default(null),
  /** Through which businesses they reach others, which stand in none of their own accounts. */
  businesses: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        owned: z.array(z.string()).default([]),
        client: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

export type Person = z.output<typeof personSchema>;
export type PersonInput = z.input<typeof personSchema>;

export const demoPeople: PersonInput[] = [{ id: demoUser.id, name: demoUser.name }];
