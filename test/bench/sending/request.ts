import { randomBytes } from 'node:crypto';
import { serialise, signatureHeaders } from '#test/messenger/wire.ts';

export interface Target {
  /** http://127.0.0.1:port; deliveries go to the webhook's path. */
  url: string;
  secret: string;
}

export interface Writing {
  page: string;
  psid: string;
  text: string;
}

/** One client's message as the bytes of a whole request, signed and escaped as Meta does it. */
export function delivery({ url, secret }: Target, { page, psid, text }: Writing): Buffer {
  const message = { mid: `m_${randomBytes(18).toString('base64url')}`, text };
  const event = { sender: { id: psid }, recipient: { id: page }, timestamp: Date.now(), message };
  const body = serialise({ object: 'page', entry: [{ id: page, time: Date.now(), messaging: [event] }] });
  const headers = { 'content-type': 'application/json', ...signatureHeaders(body, secret) };
  return request('POST', `${url}/webhooks/messenger`, headers, body);
}

/** A whole request as bytes. */
export function request(method: string, address: string, headers: Record<string, string>, body?: string): Buffer {
  const { host, pathname, search } = new URL(address);
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ host, ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`);
}
