import { keyStore } from '#db/keys/store.ts';
import type { Job } from '#platform/background.ts';
import { watchKeys } from '#platform/watch-keys.ts';
import type { ApiDeps } from '../http/deps.ts';
import { sweep } from '../presence/sweep.ts';
import { wakeOverdue } from '../upkeep/overdue.ts';
import { watchStores } from '../upkeep/stores.ts';
import { watchChats } from '../upkeep/watch.ts';
import { bulks } from '../bulk/starting.ts';
import { sendings } from '../documents/starting.ts';
import { exporting } from '../exports/exporting.ts';
import { importing } from '../imports/starting.ts';
import { publications } from '../settings/publications.ts';
import { watchButtons } from '../troubles/buttons.ts';
import { readUnread } from '../webhooks/unread.ts';
import { lists } from './lists.ts';
import { pruning } from './pruning.ts';
import { retention } from './retention.ts';
import type { ApiSettings } from './settings.ts';

/** What this process does although nobody asks. */
export function jobsOf(deps: ApiDeps, settings: ApiSettings): Job[] {
  const { temporal, notifier, log, health, feed, attention, countries, space, facebookApps } = deps;
  const pool = deps.database.first;
  const shared = { pool, temporal, notifier, log, health };
  return [
    feed.work,
    attention.work,
    countries.watch(pool),
    publications(shared),
    bulks(shared),
    exporting(shared),
    importing(shared),
    sendings({ ...shared, linkKey: deps.linkKey, publicUrl: deps.publicUrl }),
    watchStores(shared, () => notifier.notify('inbox')),
    watchChats(shared),
    wakeOverdue(shared),
    sweep(shared),
    space.work,
    facebookApps.work,
    readUnread({
      pool,
      notifier,
      countries,
      appIds: facebookApps.ids,
      seal: (secret, place) => deps.keyring.seal(secret, place),
      log,
    }),
    pruning(pool, settings.rawEventDays),
    retention(pool, settings.keepDays),
    watchButtons(pool),
    ...lists(pool),
    watchKeys(deps.dataKeys, keyStore(pool), log),
  ];
}
