import { defineEntity, p } from '@mikro-orm/postgresql';
import { Chat } from '#db/entities/chat.ts';
import type { Reasons } from '#workflows/chat/vocabulary.ts';
import type { LeadRule } from '#workflows/settings/vocabulary.ts';
import { Source } from './source.ts';

/** `making`: nothing speaks against it, and nobody else makes one of the same person; `over`: see the outcome. */
export type LeadRequestState = 'waiting' | 'making' | 'over';

const LeadRequestSchema = defineEntity({
  name: 'LeadRequest',
  properties: {
    chat: () => p.oneToOne(Chat).primary().deleteRule('cascade'),
    rule: p.text().$type<Exclude<LeadRule, 'off'>>(),
    source: () => p.manyToOne(Source).nullable().deleteRule('set null').index(),
    state: p.text().$type<LeadRequestState>().default('waiting'),
    /** What its chat is told. */
    outcome: p.json<Reasons['lead_settled']>().nullable(),
    /** Why the CRM has not made it yet, as of the last try, and with which status it answered. */
    problem: p.text().nullable(),
    problemStatus: p.integer().nullable(),
    wantedAt: p.datetime(),
    settledAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['settledAt'] }],
});

/** That a chat wants a lead by its settings. */
export class LeadRequest extends LeadRequestSchema.class {}
LeadRequestSchema.setClass(LeadRequest);
