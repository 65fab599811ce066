import { createHmac } from 'node:crypto';
import { analyticsAt, GOOGLE } from '#activities/analytics/measurement.ts';
import { anyHostOr } from '#activities/files/hosts.ts';
import { keyStore } from '#db/keys/store.ts';
import { Together } from '#db/inbound/together.ts';
import { Notifier } from '#db/notify/notifier.ts';
import { passOn } from '#db/notify/passing.ts';
import { DataKeys } from '#platform/data-keys.ts';
import { callbacksAt } from '#activities/facebook/settings.ts';
import { createKeyring } from '#platform/keyring.ts';
import { createFileStore } from '#platform/store/file-store.ts';
import { createTypesetter } from '#platform/typesetting/typesetter.ts';
import { openTemporal } from '#platform/temporal.ts';
import { clientOfWorkflow } from '#workflows/chat/interface.ts';
import { createAuth } from '../access/auth.ts';
import { Attention } from '../attention/attention.ts';
import { EngineHealth } from '#platform/engine-health.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ChangeFeed } from '../live/feed.ts';
import { Space } from '../troubles/space.ts';
import { FacebookApps } from '../facebook/apps.ts';
import { Countries } from '../webhooks/countries.ts';
import { Deliveries } from '../webhooks/deliveries.ts';
import type { ApiSettings } from './settings.ts';

/** Makes what the routes and the process's own work go by. */
export function assemble(settings: ApiSettings, wake: (topic: string) => void): ApiDeps {
  const { database, publicUrl, secretKeys } = settings;
  const keyring = createKeyring(secretKeys);
  const pool = database.first;
  const dataKeys = new DataKeys(keyring, keyStore(pool), clientOfWorkflow);
  // Cookies are signed with a key of their own, made from the installation's.
  const keyFor = (use: string): string => createHmac('sha256', secretKeys).update(use).digest('base64url');
  const feed = new ChangeFeed(database.byKeys);
  return {
    ...settings,
    crmHosts: settings.crmHosts ?? anyHostOr(''),
    analytics: settings.analytics ?? analyticsAt(GOOGLE),
    binDays: settings.keepDays.bin,
    auditKey: keyFor('marks in the audit'),
    linkKey: keyFor('links to documents'),
    keyring,
    dataKeys,
    temporal: openTemporal(settings.temporal, dataKeys),
    health: new EngineHealth(),
    auth: createAuth({ pool: database.pool, publicUrl, secret: keyFor('session cookies') }),
    feed,
    attention: new Attention(
      (events) => feed.pass(events),
      (text) => void passOn(pool, text),
    ),
    deliveries: new Deliveries(),
    together: new Together(database.webhooks),
    countries: new Countries(),
    space: new Space(pool),
    facebook: facebookOf(settings),
    facebookApps: new FacebookApps({ pool: database.webhooks, keyring, log: settings.log }, settings.facebook),
    notifier: new Notifier(pool, wake),
    store: createFileStore(settings.dataDir, settings.bucket),
    typesetter: createTypesetter(),
  };
}

function facebookOf({ facebook, publicUrl }: ApiSettings): ApiDeps['facebook'] {
  const { graphUrl = 'https://graph.facebook.com', dialogUrl = 'https://www.facebook.com', ...shared } = facebook;
  return {
    shared,
    graphUrl,
    dialogUrl,
    ...callbacksAt(publicUrl),
  };
}
