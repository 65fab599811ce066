import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `X-Hub-Signature-256` is the HMAC of the raw bytes under one of the app's secrets (two while one is being
 * replaced). Only the 256 header counts, and only over the bytes as they came (messenger-platform §1.2).
 */
export function signatureHolds(header: string | undefined, body: Uint8Array, secrets: string[]): boolean {
  const match = /^sha256=([0-9a-f]{64})$/.exec(header ?? '');
  if (!match?.[1]) return false;
  const given = Buffer.from(match[1], 'hex');
  return secrets.some((secret) => timingSafeEqual(given, createHmac('sha256', secret).update(body).digest()));
}
