/**
 * What row types say beyond what PostgreSQL and the entities can confirm, by the reason for which it is believed. A
 * claim that is not in this list fails the test, and so does one in it that nobody makes any more.
 */
export const CLAIMS: Record<string, readonly string[]> = {
  'the statement itself names every word that can come out': [
    'db/bulk/read.ts "state" is not known to be "running" | "done" | "cancelled"',
    'db/people/read-pages.ts "health" is not known to be ToldHealth',
    'db/alerts/list.ts "kind" is not known to be AlertKind',
    'db/settings/named.ts "kind" is not known to be NamedKind',
    'db/routing/candidates.ts "presence" is not known to be PresenceState',
    'db/routing/receivers.ts "presence" is not known to be PresenceState',
    'db/routing/gone.ts "code" is not known to be "on_leave" | "deactivated" | "no_access" | null',
    'db/presence/read.ts "state" is not known to be PresenceState',
    'db/presence/transition.ts "state" is not known to be PresenceState',
    'db/presence/transition.ts "mode" is not known to be PresenceMode',
    'db/presence/transition.ts "reason" is not known to be AwayReason | null',
    'db/contacts/match.ts "matchedBy" is not known to be "email" | "phone"',
    'db/routing/recording/arrivals.ts "gotCode" is not known to be ChosenCode | "by_hand" | null',
  ],
  'a column of JSON behind an expression, or a part of one, as it was checked when it was written': [
    'db/settings/countries.ts "country" is not known to be CountryCode',
    'db/settings/scopes.ts "settings" is not known to be SettingsPatch',
    'db/settings/list-versions.ts "before" is not known to be SettingsPatch',
    'db/settings/versions.ts "before" is not known to be SettingsPatch',
    'db/golden/read.ts "own" is not known to be SettingsPatch',
    'db/routing/records.ts "versions" is not known to be Versions',
    `db/routing/records.ts "choice" is not known to be Omit<Choice, "considered">`,
    'db/golden/past-chat.ts "question" is not known to be ' +
      '(Omit<Question, "chat" | "policy"> & { chat: ChatFacts; }) | null',
    'db/inbound/correction.ts "answer" is not known to be ContactFacts | null',
    'db/inbox/load.ts "saved" is not known to be Kin | null',
    'db/inbox/load.ts "epoch" is not known to be Epoch | null',
    'db/decisions/target.ts "epoch" is not known to be Epoch | null',
    'db/epoch/standing.ts "epoch" is not known to be Epoch | null',
    'db/epoch/standing.ts "telling" is not known to be { epoch: number; after: number; } | null',
    'db/alerts/choice.ts "readEach" is not known to be Record<string, string>',
  ],
  'whoever asks for a fact of the installation, or for half of a call, knows what they kept there': [
    'db/installation/values.ts "value" is not known to be T',
    'db/search/keep-words.ts "value" is not known to be Place',
    'db/inbound/call-halves.ts "event" is not known to be E',
    'db/inbound/apply-early.ts "event" is not known to be Early',
  ],
  'rows that were made into JSON by the statement itself': [
    'db/alerts/list.ts "by" is not known to be Person | null',
    'db/inbox/lease.ts "inputs" is not known to be PendingInput[]',
    'db/inbox/load.ts "undecided" is not known to be UndecidedRow[]',
    'db/inbox/load.ts "versions" is not known to be NewestVersion[]',
    'db/routing/facts.ts "contacts" is not known to be { id: string; managerId: string | null; segment: string; }[]',
    'db/routing/records.ts "names" is not known to be Record<string, string>',
    'db/routing/recording/arrivals.ts "facts" is not known to be ChatFacts | null',
    'db/routing/recording/people.ts "turns" is not known to be Record<string, Record<string, number>>',
  ],
  'the condition of the statement leaves out rows in which it is null': [
    'db/bulk/read.ts "code" may be null (bulk_item.code)',
    'db/routing/shadow.ts "shadow" may be null (routing_record.shadow)',
    'db/routing/shadow-switch.ts "at" may be null (settings_draft.shadow_at)',
    'db/outbox/claim.ts "sendingAt" may be null (message.sending_at)',
    'db/outbox/uncertain.ts "sendingAt" may be null (message.sending_at)',
    'db/outbox/mids.ts "mid" may be null (message.mid)',
    'db/inbound/apply-early.ts "clientId" may be null (early_event.client_id)',
  ],
};
