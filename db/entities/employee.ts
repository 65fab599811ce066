import { defineEntity, p } from '@mikro-orm/postgresql';

export type Role = 'operator' | 'admin' | 'auditor';
export type Language = 'uk' | 'en';

const EmployeeSchema = defineEntity({
  name: 'Employee',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    email: p.text().unique(),
    emailVerified: p.boolean().default(false),
    image: p.text().nullable(),
    roles: p.array().columnType('text[]').$type<Role[]>(),
    language: p.text().$type<Language>().default('uk'),
    active: p.boolean().default(true),
    /** Codes as in a client's locale: uk, en, pl. */
    languages: p.array().columnType('text[]').$type<string[]>().defaultRaw(`'{}'`),
    /** Free tags, compared with those of pages. */
    skills: p.array().columnType('text[]').$type<string[]>().defaultRaw(`'{}'`),
    /** Open chats at most; null: as the settings say. */
    capacity: p.integer().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** A colleague who may log in. Also the auth library's user. */
export class Employee extends EmployeeSchema.class {}
EmployeeSchema.setClass(Employee);

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

const AccountSchema = defineEntity({
  name: 'Account',
  properties: {
    id: p.text().primary(),
    accountId: p.text(),
    providerId: p.text(),
    userId: () => p.manyToOne(Employee).fieldName('user_id').deleteRule('cascade').index(),
    accessToken: p.text().nullable(),
    refreshToken: p.text().nullable(),
    idToken: p.text().nullable(),
    accessTokenExpiresAt: p.datetime().nullable(),
    refreshTokenExpiresAt: p.datetime().nullable(),
    scope: p.text().nullable(),
    password: p.text().nullable().hidden(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** How an employee proves who they are (a hashed password); written by the auth library. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);

const VerificationSchema = defineEntity({
  name: 'Verification',
  properties: {
    id: p.text().primary(),
    identifier: p.text().index(),
    value: p.text(),
    expiresAt: p.datetime(),
    createdAt: p.datetime().defaultRaw('now()'),
    updatedAt: p.datetime().defaultRaw('now()'),
  },
});

/** Short-lived proofs of the auth library. */
export class Verification extends VerificationSchema.class {}
VerificationSchema.setClass(Verification);

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

const LoginAttemptSchema = defineEntity({
  name: 'LoginAttempt',
  properties: {
    key: p.string().length(255).primary(),
    points: p.integer().default(0),
    expire: p.bigint('number').nullable(),
  },
});

/** Counts of tries to log in, by account and by address, hashed; written by the rate limiter. */
export class LoginAttempt extends LoginAttemptSchema.class {}
LoginAttemptSchema.setClass(LoginAttempt);
