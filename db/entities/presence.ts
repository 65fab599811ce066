import { defineEntity, p } from '@mikro-orm/postgresql';
import { Employee } from '#db/entities/employee.ts';
import { Session } from '#db/entities/session.ts';

/** online: at the desk · away: by hand, or nothing was touched for a while · offline: no desk open, or shift over. */
export type PresenceState = 'online' | 'away' | 'offline';
/** Why somebody is away. */
export type AwayReason = 'by_hand' | 'idle';
/** What a person says of themselves; it stays until they say otherwise. */
export type PresenceMode = 'on_shift' | 'on_break' | 'ended';

const PresenceSchema = defineEntity({
  name: 'Presence',
  properties: {
    employee: () => p.oneToOne(Employee).primary().deleteRule('cascade').updateRule('cascade'),
    state: p.text().$type<PresenceState>().default('offline'),
    since: p.datetime().defaultRaw('now()'),
    /** With `ended` the person's mode, never both: it stays, whatever the tabs do. */
    byHand: p.boolean().default(false),
    /** They said that their shift is over. */
    ended: p.boolean().default(false),
    reason: p.text().$type<AwayReason>().nullable(),
  },
});

/** Whether an employee is there to answer, as last found out from their tabs. */
export class Presence extends PresenceSchema.class {}
PresenceSchema.setClass(Presence);

const PresenceTabSchema = defineEntity({
  name: 'PresenceTab',
  properties: {
    id: p.uuid().primary(),
    employee: () => p.manyToOne(Employee).deleteRule('cascade').index(),
    /** Ends with it; null for a program with a token. */
    session: () => p.manyToOne(Session).nullable().deleteRule('cascade').index(),
    beatAt: p.datetime(),
    activeAt: p.datetime(),
    /** Kept for a day: what a tab said before it closed may arrive after it. */
    closedAt: p.datetime().nullable(),
  },
});

/** An open desk, and when it was last heard of and last touched. */
export class PresenceTab extends PresenceTabSchema.class {}
PresenceTabSchema.setClass(PresenceTab);

const PresenceSpanSchema = defineEntity({
  name: 'PresenceSpan',
  properties: {
    id: p.bigint('number').primary(),
    employee: () => p.manyToOne(Employee).deleteRule('cascade'),
    state: p.text().$type<PresenceState>(),
    reason: p.text().$type<AwayReason>().nullable(),
    fromAt: p.datetime(),
    toAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['employee', 'fromAt'] }],
});

/** A time in one state; one follows the other without a gap. */
export class PresenceSpan extends PresenceSpanSchema.class {}
PresenceSpanSchema.setClass(PresenceSpan);
