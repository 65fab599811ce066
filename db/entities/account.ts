import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from './employee.ts';

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
