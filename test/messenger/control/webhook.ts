import type { Item, WebhookEvent } from '../webhook/delivery.ts';
import { post } from '../webhook/parcel.ts';
import type { SignatureKind } from '../wire.ts';
import type { ControlNeeds } from './needs.ts';

/** The way to the callback. */
export const createWebhook = ({
  courier,
  dispatch,
  app,
  verifyToken,
}: Pick<ControlNeeds, 'courier' | 'dispatch' | 'app' | 'verifyToken'>) => ({
  setWebhook(callback: { url: string; verifyToken?: string | undefined } | null) {
    courier.setCallback(callback && { url: callback.url, verifyToken: callback.verifyToken ?? verifyToken });
  },
  webhook: () => ({ url: courier.callback()?.url ?? null, verified: courier.isVerified() }),
  /** Any event of the page, as it stands, by the usual way of all deliveries. */
  sendEvent(page: string, event: WebhookEvent, key?: Item['key']) {
    dispatch.send(page, event, key);
  },
  /** Posts this very body once, signed as asked, past queues and switches. */
  postRaw(body: string, signature: SignatureKind = 'good', timeoutMs = 5000) {
    return post({ url: courier.callback()?.url ?? '', body, secret: app.secret, signature, timeoutMs });
  },
});
