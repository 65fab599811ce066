import { createHmac, randomBytes } from 'node:crypto';
import { serialise } from '#test/messenger/wire.ts';
import { APP_SECRET } from './api.ts';
import type { TestPage } from './company.ts';
import { type Answer, ask } from './http.ts';

/** One item of `messaging[]`, as Meta writes it. */
export type Item = Record<string, unknown>;

/** Posts these very bytes with a good signature. */
export function postSigned(api: { url: string }, body: string | Uint8Array, secret = APP_SECRET): Promise<Answer> {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
  return ask(`${api.url}/webhooks/messenger`, { method: 'POST', headers, body });
}

/** Delivers items to a page in one signed POST, escaped as Meta escapes. */
export function deliver(api: { url: string }, page: Pick<TestPage, 'facebookId'>, items: Item[]): Promise<Answer> {
  return postSigned(api, serialise(deliveryOf(page, items)));
}

export function deliveryOf({ facebookId }: Pick<TestPage, 'facebookId'>, items: Item[]) {
  return { object: 'page', entry: [{ id: facebookId, time: Date.now(), messaging: items }] };
}

/** What a client of `page` says; `more` is put over the item. */
export function textOf(page: Pick<TestPage, 'facebookId'>, psid: string, text: string, more: Item = {}): Item {
  return fromClient(page, psid, { message: { mid: newMid(), text }, ...more });
}

/** Anything that comes from a client. */
export function fromClient({ facebookId }: Pick<TestPage, 'facebookId'>, psid: string, fields: Item): Item {
  return { sender: { id: psid }, recipient: { id: facebookId }, timestamp: Date.now(), ...fields };
}

/** What the page itself said: Meta swaps the two. */
export function fromPage({ facebookId }: Pick<TestPage, 'facebookId'>, psid: string, fields: Item): Item {
  return { sender: { id: facebookId }, recipient: { id: psid }, timestamp: Date.now(), ...fields };
}

export const newMid = (): string => `m_${randomBytes(24).toString('base64url')}`;
export const newPsid = (): string => String(7_000_000_000_000_000n + BigInt(`0x${randomBytes(6).toString('hex')}`));
