import { z } from 'zod';
import type { ApiToken, Session } from '#db/entities/session.ts';
import { moment, moments } from '../http/fields.ts';
import { language, name, pageHealth, role } from '../people/schema.ts';

export const sessionSchema = z.object({
  employee: z.object({ id: z.string(), name: z.string(), email: z.string(), roles: z.array(role), language }),
  pages: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      health: pageHealth,
      humanAgent: z.boolean().describe('A person may answer for seven days after the client wrote.'),
      isDeaf: z.boolean().describe('Words of its clients do not reach us, as far as its workflow knows.'),
      mayAnswer: z.boolean().describe('Who sees a page need not be allowed to act in its chats.'),
    }),
  ),
  lastEventId: z
    .string()
    .describe(
      'Where the stream of changes stands: whoever follows it from here misses nothing of what is read after this.',
    ),
});

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  expiresAt: moment,
});

export const newToken = z.object({
  name,
  days: z.number().int().min(1).max(365).default(90).describe('After so many days it is worth nothing.'),
});

export const sessionItem = z.object({
  id: z.string(),
  current: z.boolean(),
  userAgent: z.string(),
  createdAt: moment,
  lastSeenAt: moment,
});

/** By what somebody gets in without their password. */
export const entrySchema = z.object({ sessions: z.array(sessionItem), tokens: z.array(tokenSchema) });

export function toSession({ id, userAgent, createdAt, updatedAt }: Session, current: string | null) {
  return {
    id,
    current: id === current,
    userAgent: userAgent ?? '',
    createdAt: createdAt.toISOString(),
    lastSeenAt: updatedAt.toISOString(),
  };
}

export function toToken(row: ApiToken) {
  return {
    id: row.id,
    name: row.name,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: moments(row.lastUsedAt ?? null),
    expiresAt: row.expiresAt.toISOString(),
  };
}
