import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { CallFailed } from '#activities/crm/call.ts';
import { pingNeighbour } from '#activities/crm/http.ts';
import { isAllowed } from '#activities/files/hosts.ts';
import { countWaiting, findNeighbour, saveNeighbour, SECRET_PLACE } from '#db/neighbour/keep.ts';
import { noticeWell } from '#db/neighbour/watch.ts';
import { allow } from '../access/allow.ts';
import { note } from '../access/note.ts';
import { ApiError } from '../errors/error.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { operations } from './operations.ts';
import { neighbourContent, neighbourTrial } from './schema.ts';

/** The company's other CRM, where it has one. */
export const neighbour = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/', allow('admin', deps), describe(operations.read), async (c) => c.json(await read(deps)))
    .put('/', allow('admin', deps), describe(operations.change), check('json', neighbourContent), async (c) =>
      c.json(await change(deps, c, c.req.valid('json'))),
    )
    .post('/trial', allow('admin', deps), describe(operations.trial), check('json', neighbourTrial), async (c) =>
      c.json(await trial(deps, c.req.valid('json'))),
    );

/** An answer of ours has to come in time, whatever the neighbour does. */
const TRIAL_MS = 3_500;

async function read({ database: { pool } }: ApiDeps) {
  const [row, waiting] = await Promise.all([findNeighbour(pool), countWaiting(pool)]);
  return { isOn: row?.isOn ?? false, url: row?.url ?? '', hasSecret: row !== null, waiting };
}

async function change(deps: ApiDeps, c: Context<ApiEnv>, { isOn, url, secret }: z.infer<typeof neighbourContent>) {
  const { database, keyring, notifier } = deps;
  checkAddress(deps, url);
  const before = await findNeighbour(database.pool);
  const sealedSecret = secret === undefined ? before?.sealedSecret : keyring.seal(secret, SECRET_PLACE);
  if (sealedSecret === undefined) throw new ApiError('NEIGHBOUR_SECRET');
  await saveNeighbour(database.pool, { isOn, url, sealedSecret });
  const changed = [
    ...(before?.isOn === isOn ? [] : ['isOn']),
    ...(before?.url === url ? [] : ['url']),
    ...(secret === undefined ? [] : ['secret']),
  ];
  // Whether it is well as it is now, the next call says.
  if (changed.length > 0) await noticeWell(database.pool);
  if (changed.length > 0) await note(deps, c, 'neighbour_changed', { isOn, changed });
  notifier.notify('leads');
  return read(deps);
}

async function trial(deps: ApiDeps, { url, secret }: z.infer<typeof neighbourTrial>) {
  checkAddress(deps, url);
  const kept = secret === undefined ? await findNeighbour(deps.database.pool) : null;
  const signing = secret ?? (kept && deps.keyring.open(kept.sealedSecret, SECRET_PLACE));
  if (signing === null) throw new ApiError('NEIGHBOUR_SECRET');
  try {
    const settings = { hosts: deps.crmHosts, limits: { wholeMs: TRIAL_MS } };
    const { name } = await pingNeighbour({ url, secret: signing }, settings);
    return { ok: true, name, reason: null, status: 200 };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    return { ok: false, name: '', reason: error.reason, status: error.status };
  }
}

function checkAddress({ crmHosts }: ApiDeps, url: string): void {
  if (!URL.canParse(url) || !isAllowed(new URL(url), crmHosts)) throw new ApiError('NEIGHBOUR_ADDRESS');
}
