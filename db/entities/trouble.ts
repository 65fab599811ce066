import { defineEntity, p } from '@mikro-orm/postgresql';
import { Page } from '#db/entities/page.ts';

/** What can be wrong; each has its words and its cure on the admins' page. */
export const TROUBLES = [
  /** A chat is open here and has no running workflow. */
  'chat_without_workflow',
  /** A workflow's task fails again and again. */
  'workflow_failing',
  /** Something was accepted and nobody decided about it for ten minutes. */
  'input_undecided',
  /** What cannot be told, sent or looked up, and was put aside so that its neighbours go on. */
  'input_put_aside',
  'message_put_aside',
  /** An event of the platform that cannot be read. */
  'event_parked',
  'page_without_key',
  /** What a page's own workflow noticed: of each of its checks one. */
  'page_token',
  'page_subscription',
  'page_silence',
  'page_usage',
  'page_drift',
  /** Nobody taps Messenger's contact buttons on a page any more: they may not be shown. */
  'contact_buttons_gone',
  'engine_away',
  'engine_restored',
  'engine_file_damaged',
  'database_restored',
  'database_full',
  /** A pass of work that nobody asks for fails each time. */
  'work_failing',
  /** The company's other CRM does not answer, or not as was agreed. */
  'neighbour_failing',
  /** It answers, and does not take what is asked for a client. */
  'neighbour_refusing',
  /** Google Analytics does not take what chats count there. */
  'analytics_failing',
  /** Another system did not take what it is told, and is told nothing more. */
  'webhook_off',
] as const;
export type TroubleKind = (typeof TROUBLES)[number];

const TroubleSchema = defineEntity({
  name: 'Trouble',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    kind: p.text().$type<TroubleKind>(),
    /**
     * What it is about: an id of ours, never personal data. Of one kind and one thing there is one that has not ended.
     */
    ref: p.text(),
    page: () => p.manyToOne(Page).nullable().deleteRule('cascade').index(),
    /** A code, for words. */
    reason: p.text(),
    /** For whoever looks into it: an error's code or class, no texts of clients. */
    detail: p.text().nullable(),
    since: p.datetime().defaultRaw('now()'),
    seenAt: p.datetime().defaultRaw('now()'),
    times: p.integer().default(1),
    endedAt: p.datetime().nullable(),
  },
  indexes: [
    {
      name: 'trouble_present',
      expression: 'create unique index trouble_present on trouble (kind, ref) where ended_at is null',
    },
  ],
});

/** Something that is not all right: seen by a watcher or put aside by a pass, until it is cured. */
export class Trouble extends TroubleSchema.class {}
TroubleSchema.setClass(Trouble);
