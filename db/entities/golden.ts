import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import { Employee } from '#db/entities/employee.ts';
import { Page } from '#db/entities/page.ts';
import type { Example, Outcome } from '#workflows/golden/vocabulary.ts';

const GoldenChatSchema = defineEntity({
  name: 'GoldenChat',
  tableName: 'golden_chat',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    chat: () => p.manyToOne(Chat).nullable().deleteRule('set null'),
    chatNumber: p.integer().unique(),
    page: () => p.manyToOne(Page).deleteRule('cascade'),
    name: p.text(),
    example: p.json<Example>(),
    expected: p.json<Outcome>(),
    /** The versions of the settings by which what is expected came about, or was accepted. */
    versionInstallation: p.integer(),
    versionPage: p.integer(),
    pinnedBy: () => p.manyToOne(Employee).nullable().deleteRule('set null'),
    at: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [{ properties: ['page', 'at'] }],
});

/**
 * A past chat that admins keep as an example of what is to happen; settings under which something else would are not
 * published unseen.
 */
export class GoldenChat extends GoldenChatSchema.class {}
GoldenChatSchema.setClass(GoldenChat);
