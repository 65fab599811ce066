import { acceptEvents, Blocked } from '#db/inbound/accept.ts';
import { keepTooMuch, keepUnread } from '#db/inbound/deliveries.ts';
import { TooLate } from '#db/inbound/together.ts';
import { step } from '#platform/steps.ts';
import type { ApiDeps } from '../http/deps.ts';
import { ApiError } from '../errors/error.ts';
import { eventsOf, NotAPageDelivery, type Opened, openDelivery, pagesOf } from './read.ts';
import { isMuch, isTooMuch, weigh } from './weigh.ts';

/** Meta waits five seconds: whoever cannot keep it by then says so in time. */
export const KEEP_MS = 4_500;

/**
 * Keeps a delivery whose signature is good. A few events are read at once; many are kept as they came and read
 * afterwards, and what is too much to be looked into at all is parked whole. Throws for what is no delivery for pages.
 */
export async function takeDelivery(deps: ApiDeps, bytes: Uint8Array): Promise<void> {
  const weight = weigh(bytes);
  const body = new TextDecoder().decode(bytes);
  const { webhooks: pool } = deps.database;
  // A byte of nought is no JSON, and the only thing PostgreSQL would not keep.
  if (isTooMuch(weight)) return keepTooMuch(pool, body.replaceAll('\u0000', '\uFFFD'));
  const opened = open(body);
  if (isMuch(weight)) return putInLine(deps, opened, body);
  const events = [
    ...eventsOf(opened, Date.now(), {
      countries: deps.countries,
      appIds: deps.facebookApps.ids(),
      seal: (secret, place) => deps.keyring.seal(secret, place),
    }),
  ];
  step('events read');
  try {
    await acceptEvents(pool, events, { keepOne: (said) => deps.together.keep(said, KEEP_MS) });
    if (events.some((event) => 'sources' in event)) deps.notifier.notify('attachment');
  } catch (error) {
    if (error instanceof TooLate) throw new ApiError('DATABASE_UNAVAILABLE');
    if (!(error instanceof Blocked)) throw error;
    await putInLine(deps, opened, body);
  }
}

async function putInLine({ database, notifier }: ApiDeps, opened: Opened, body: string): Promise<void> {
  await keepUnread(database.webhooks, pagesOf(opened), body);
  notifier.notify('delivery');
}

function open(body: string): Opened {
  try {
    return openDelivery(body);
  } catch (error) {
    if (error instanceof NotAPageDelivery) throw new ApiError('NOT_FOUND');
    if (error instanceof SyntaxError || error instanceof RangeError) throw new ApiError('BAD_REQUEST');
    throw error;
  }
}
