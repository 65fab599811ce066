import { GraphError, graphError, wrong } from '../graph/error.ts';
import { text, type Params } from '../graph/request.ts';
import type { App } from '../graph/token.ts';
import type { Courier } from '../webhook/courier.ts';
import { verify } from '../webhook/subscription.ts';

const VERIFY_MS = 5_000;

export type ApplicationNeeds = { app: App; courier: Courier };

/** `GET /{app}/subscriptions`. */
export function subscriptionsOfApp({ courier }: ApplicationNeeds) {
  const url = courier.callback()?.url;
  if (url === undefined) return { data: [] };
  return { data: [{ object: 'page', callback_url: url, active: true, fields: [] }] };
}

/** `POST /{app}/subscriptions`: the callback is asked first whether it is one. */
export async function subscribeApp({ courier }: ApplicationNeeds, { values }: Params) {
  const [url, verifyToken] = [text(values['callback_url']), text(values['verify_token'])];
  if (values['object'] !== 'page' || !url || !verifyToken || text(values['fields']) === undefined)
    throw wrong('The parameters object, callback_url, verify_token and fields are required.');
  const fault = await verify({ url, verifyToken }, VERIFY_MS);
  if (fault !== null)
    throw graphError(400, 2200, `(#2200) Callback verification failed with the following errors: ${fault}`);
  courier.setCallback({ url, verifyToken });
  return { success: true };
}

/** `GET /{app}`, with the application's own token. */
export function applicationOf(app: App) {
  return { id: app.id, name: 'Rozmova', category: 'Business and pages' };
}

/** What is asked of another node than the application itself. */
export function refuseOther(app: App, node: string): void {
  if (node === app.id) return;
  const message = `Unsupported request. Object with ID '${node}' does not exist`;
  throw new GraphError({ status: 400, code: 100, subcode: 33, type: 'GraphMethodException', message });
}
