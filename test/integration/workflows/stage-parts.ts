import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { bundleWorkflows } from '#activities/builds/bundle.ts';
import { type Database, openDatabase } from '#db/connection/database.ts';
import { insertEmployee } from '#db/people/add-employee.ts';
import { tokenPlace } from '#db/people/page-tokens.ts';
import { insertPage } from '#db/people/add-page.ts';
import { createKeyring, type Keyring } from '#platform/keyring.ts';
import { openTemporal, registerSearchAttributes } from '#platform/temporal.ts';
import { groundBundle } from '#test/ground/bundle.ts';
import { createDatabase } from '#test/ground/database.ts';
import { keysIn } from '#test/ground/keys.ts';
import { createNamespace } from '#test/integration/support/namespace.ts';
import { installRuntime } from '#test/integration/support/runtime.ts';
import { createMessenger } from '#test/messenger/messenger.ts';

/** Where the stage stands; by default on the tests' ground, with a key of its own. */
export interface Place {
  database: { url: string; drop(): Promise<void> };
  temporalAddress: string;
  keys: string;
}

export type Parts = Awaited<ReturnType<typeof buildStage>>;

/** What stands on the stage: a database and a namespace of its own, a page and its two operators, and Meta. */
export async function buildStage(place: Partial<Place>) {
  installRuntime();
  const { url, drop } = place.database ?? (await createDatabase());
  const database = await openDatabase(url, 8);
  const keyring = createKeyring(place.keys ?? `k1:${randomBytes(32).toString('base64')}`);
  const settings = {
    address: place.temporalAddress ?? inject('temporalAddress'),
    // Files run side by side: a worker with another key must not take this one's chats.
    namespace: place.temporalAddress ? 'default' : await createNamespace(),
  };
  const dataKeys = keysIn(database.pool, keyring);
  const temporal = openTemporal(settings, dataKeys);
  await registerSearchAttributes(temporal);
  const people = await addPeople(database, keyring);
  const messenger = await createMessenger();
  // A recording is made without the ground.
  const bundle = place.temporalAddress ? bundleWorkflows : groundBundle;
  return { bundle, database, databaseUrl: url, drop, settings, temporal, keyring, dataKeys, messenger, ...people };
}

async function addPeople(database: Database, keyring: Keyring) {
  const facebookId = '102030405060701';
  const added = await insertPage(database.pool, {
    facebookId,
    name: 'Дім і Світло',
    sealedToken: keyring.seal('EAAB-demo-dim-i-svitlo', tokenPlace(facebookId)),
    employeeIds: [],
  });
  const page = { id: added?.id ?? '', facebookId };
  const [olena, taras] = await Promise.all([
    addOperator(database, 'olena', page.id),
    addOperator(database, 'taras', page.id),
  ]);
  return { page, olena, taras };
}

async function addOperator({ pool }: Database, name: string, pageId: string): Promise<string> {
  const email = `${name}@test.example`;
  const added = await insertEmployee(pool, { name, email, passwordHash: '-', roles: ['operator'], pageIds: [pageId] });
  return added?.id ?? '';
}
