import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Page } from '#db/entities/page.ts';

/** asked: the dialog is open · returned: its code is to be exchanged · choosing: pages are to be chosen. */
export const LOGIN_STEPS = ['asked', 'returned', 'choosing', 'connecting', 'done', 'failed'] as const;
export type LoginStep = (typeof LOGIN_STEPS)[number];

/** The installation's own application, or the one that its owner registered for all. */
export const APP_KINDS = ['own', 'shared'] as const;
export type AppKind = (typeof APP_KINDS)[number];

/** Why nothing came of it. */
export const LOGIN_FAILURES = [
  'cancelled',
  'facebook_failed',
  'code_refused',
  'app_refused',
  'address_refused',
  'scopes_missing',
  'no_pages',
  'expired',
  'away',
  'strange',
] as const;
export type LoginFailure = (typeof LOGIN_FAILURES)[number];

/** What keeps a page from being connected, or is to be known before. */
export const PAGE_OBSTACLES = ['no_messaging', 'no_token', 'other_system', 'other_app', 'connected'] as const;
export type PageObstacle = (typeof PAGE_OBSTACLES)[number];

/** A page that came with the login. */
export interface FoundPage {
  facebookId: string;
  name: string;
  /** Through which business it came; null: the person runs it by themselves. */
  business: string | null;
  obstacle: PageObstacle | null;
  /** Who else hears of it. */
  others: string[];
  /** What became of it once it was chosen. */
  state: 'found' | 'chosen' | 'connected' | 'failed';
  /** Why it was not connected: a code of Meta's, or of ours. */
  reason: string | null;
}

export interface GivenScope {
  scope: string;
  given: boolean;
}

const FacebookLoginSchema = defineEntity({
  name: 'FacebookLogin',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    employee: () => p.manyToOne(Employee).deleteRule('cascade'),
    /** Whoever comes back is in the same session. */
    sessionId: p.text(),
    app: p.text().$type<AppKind>(),
    appId: p.text(),
    /** Which page is to be connected again. */
    page: () => p.manyToOne(Page).nullable().deleteRule('set null'),
    /** Who gets the pages that are connected. */
    employeeIds: p.array().columnType('text[]').$type<string[]>().defaultRaw(`'{}'`),
    stateMark: p.text().unique(),
    sealedVerifier: p.text().hidden(),
    sealedCode: p.text().nullable().hidden(),
    sealedToken: p.text().nullable().hidden(),
    step: p.text().$type<LoginStep>().default('asked'),
    failure: p.text().$type<LoginFailure>().nullable(),
    /** Why Meta does not bring what clients write, as Meta says. */
    webhookFailure: p.text().nullable(),
    scopes: p.json<GivenScope[]>().default('[]'),
    pages: p.json<FoundPage[]>().default('[]'),
    tries: p.integer().default(0),
    leasedUntil: p.datetime().defaultRaw(`'-infinity'`),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  indexes: [
    {
      name: 'facebook_login_under_way_index',
      expression: `create index facebook_login_under_way_index on facebook_login (created_at)
        where step in ('returned', 'connecting')`,
    },
  ],
});

/** One log-in with Facebook, until its pages are connected. */
export class FacebookLogin extends FacebookLoginSchema.class {}
FacebookLoginSchema.setClass(FacebookLogin);
