import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from './employee.ts';

const SessionSchema = defineEntity({
  name: 'Session',
  properties: {
    id: p.text().primary(),
    token: p.text().unique(),
    userId: () => p.manyToOne(Employee).fieldName('user_id').deleteRule('cascade').index(),
    expiresAt: p.datetime(),
    ipAddress: p.text().nullable(),
    userAgent: p.text().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** A log-in that has not ended; written by the auth library. */
export class Session extends SessionSchema.class {}
SessionSchema.setClass(Session);

const ApiTokenSchema = defineEntity({
  name: 'ApiToken',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    employee: () => p.manyToOne(Employee).deleteRule('cascade').index(),
    name: p.text(),
    hash: p.text().unique().hidden(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().nullable(),
    /** It is worth nothing afterwards. Those made before tokens had an end got the usual time from then on. */
    expiresAt: p.datetime().defaultRaw(`(now() + '90 days'::interval)`),
  },
});

/** A personal token for the API; only its SHA-256 is kept. */
export class ApiToken extends ApiTokenSchema.class {}
ApiTokenSchema.setClass(ApiToken);
