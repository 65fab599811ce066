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

const AlertChoiceSchema = defineEntity({
  name: 'AlertChoice',
  properties: {
    employee: () => p.oneToOne(Employee).primary().deleteRule('cascade').updateRule('cascade'),
    /** As `api/alerts/schema.ts` writes it; what is not there is as it is for everybody. */
    choice: p.json<unknown>().default('{}'),
    readUntil: p.datetime().defaultRaw('now()'),
    /** Until when each was read that was read by itself, by the alert's id. */
    readEach: p.json<Record<string, string>>().default('{}'),
  },
});

/** What a person wants to be alerted of, and what they have read of what happened to them. */
export class AlertChoice extends AlertChoiceSchema.class {}
AlertChoiceSchema.setClass(AlertChoice);
