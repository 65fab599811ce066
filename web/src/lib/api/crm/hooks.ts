import type { InferRequestType, InferResponseType } from 'hono/client';
import { client } from '../client.ts';
import { done, result } from '../request.ts';

const { webhooks } = client.api;
const of = (id: string) => ({ param: { id } });

export type Webhook = InferResponseType<typeof webhooks.$get, 200>['items'][number];
export type WebhookContent = InferRequestType<typeof webhooks.$post>['json'];
type Deliveries = (typeof webhooks)[':id']['deliveries'];
export type Delivery = InferResponseType<Deliveries['$get'], 200>['items'][number];
export type HookTrial = InferResponseType<(typeof webhooks)[':id']['trial']['$post'], 200>;

/** Other systems that are told what happens. */
export const hooksApi = {
  list: () => result(webhooks.$get()),
  add: (json: WebhookContent) => result(webhooks.$post({ json })),
  update: (id: string, json: WebhookContent) => result(webhooks[':id'].$put({ ...of(id), json })),
  remove: (id: string) => done(webhooks[':id'].$delete(of(id))),
  renewSecret: (id: string) => result(webhooks[':id'].secret.$post(of(id))),
  try: (id: string) => result(webhooks[':id'].trial.$post(of(id))),
  deliveries: (id: string, page: number) =>
    result(webhooks[':id'].deliveries.$get({ ...of(id), query: { page: String(page), pageSize: '20' } })),
  sendAgain: (id: string, deliveryId: string) =>
    done(webhooks[':id'].deliveries[':deliveryId'].attempts.$post({ param: { id, deliveryId } })),
};
