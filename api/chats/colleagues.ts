import { z } from 'zod';
import { readChatFacts } from '#db/routing/facts.ts';
import { listReceivers } from '#db/routing/receivers.ts';
import { readSettings } from '#db/settings/read.ts';
import { byHand } from '#workflows/routing/by-hand.ts';
import type { Question } from '#workflows/routing/vocabulary.ts';
import { policyOf } from '#workflows/routing/policy.ts';
import type { ApiDeps } from '../http/deps.ts';
import { moment, person } from '../http/fields.ts';
import { awayReason, presenceState } from '../presence/schema.ts';
import { remark } from '../routing/assignment-schema.ts';

export const colleague = person.extend({
  presence: presenceState,
  since: moment.describe('Since when their presence is so.'),
  reason: awayReason.nullable().describe('Why away: by hand (a break), or nothing was touched for ten minutes.'),
  languages: z.array(z.string()),
  teamIds: z.array(z.string()),
  load: z.number().int().describe('Open chats.'),
  capacity: z.number().int().nullable().describe('Null: no limit.'),
  cons: z.array(remark).describe('Why this chat may not be for them. It can be given to them all the same.'),
});

/** Who may be given the chat by hand, whoever can have it best first. */
export async function colleaguesFor(
  { database: { pool } }: ApiDeps,
  { id, pageId }: { id: string; pageId: string },
): Promise<z.infer<typeof colleague>[]> {
  const [receivers, facts, { settings, versions }] = await Promise.all([
    listReceivers(pool, pageId),
    readChatFacts(pool, [id]),
    readSettings(pool, pageId),
  ]);
  const chat = facts.get(id);
  if (!chat) return [];
  const asked = { v: 1, at: Date.now(), ask: 'person', target: null, tried: [], turns: {} } satisfies Partial<Question>;
  const rows = byHand({ ...asked, chat, policy: policyOf(settings), versions, candidates: receivers });
  const known = new Map(receivers.map((one) => [one.id, one]));
  return rows.flatMap(({ one: { id: who }, capacity, cons }) => {
    const one = known.get(who);
    if (!one) return [];
    const { name, presence, since, reason, languages, teamIds, load } = one;
    return [{ id: who, name, presence, since: since.toISOString(), reason, languages, teamIds, load, capacity, cons }];
  });
}
