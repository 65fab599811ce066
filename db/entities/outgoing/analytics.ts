import { defineEntity, p } from '@mikro-orm/postgresql';
import { Client } from '#db/entities/client.ts';
import { OutgoingEvent } from './outgoing-event.ts';

/** `late`: Google takes nothing any more that is so old. */
export type HitState = 'waiting' | 'sent' | 'late';

const AnalyticsHitSchema = defineEntity({
  name: 'AnalyticsHit',
  properties: {
    event: () => p.oneToOne(OutgoingEvent).primary().deleteRule('cascade'),
    state: p.text().$type<HitState>().default('waiting'),
    tries: p.integer().default(0),
    nextAt: p.datetime().defaultRaw('now()'),
    settledAt: p.datetime().nullable().index(),
    /** Why it is not there, as of the last try. */
    problem: p.text().nullable(),
  },
  indexes: [
    {
      name: 'analytics_hit_waiting_index',
      expression: `create index analytics_hit_waiting_index on analytics_hit (next_at) where state = 'waiting'`,
    },
  ],
});

/** An event on its way to Google Analytics. */
export class AnalyticsHit extends AnalyticsHitSchema.class {}
AnalyticsHitSchema.setClass(AnalyticsHit);

const AnalyticsClientSchema = defineEntity({
  name: 'AnalyticsClient',
  properties: {
    client: () => p.oneToOne(Client).primary().deleteRule('cascade'),
    name: p.uuid().defaultRaw('gen_random_uuid()'),
  },
});

/** By which Google knows a client again: by chance, and of nothing that they are. */
export class AnalyticsClient extends AnalyticsClientSchema.class {}
AnalyticsClientSchema.setClass(AnalyticsClient);
