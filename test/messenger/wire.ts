import { createHmac } from 'node:crypto';

/**
 * JSON as Meta writes it: everything beyond ASCII as \uXXXX in lowercase hex (emoji as two halves) and `/` as `\/`.
 * Meta signs these very bytes, so a receiver that parses and writes the body again gets another signature.
 */
export function serialise(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}

export type SignatureKind = 'good' | 'none' | 'wrong' | 'sha1' | 'reserialised';

/** The signature headers of a delivery; all kinds but `good` must be refused by an honest receiver. */
export function signatureHeaders(body: string, secret: string, kind: SignatureKind = 'good'): Record<string, string> {
  const sha1 = { 'X-Hub-Signature': `sha1=${hmac('sha1', secret, body)}` };
  if (kind === 'none') return {};
  if (kind === 'sha1') return sha1;
  return { ...sha1, 'X-Hub-Signature-256': `sha256=${signature256(body, secret, kind)}` };
}

function signature256(body: string, secret: string, kind: SignatureKind): string {
  if (kind === 'wrong') return hmac('sha256', `${secret}, but another`, body);
  if (kind === 'reserialised') return hmac('sha256', secret, JSON.stringify(JSON.parse(body), null, 1));
  return hmac('sha256', secret, body);
}

export function hmac(algorithm: 'sha1' | 'sha256', key: string, message: string): string {
  return createHmac(algorithm, key).update(message).digest('hex');
}
