import { createHmac, timingSafeEqual } from 'node:crypto';

/** For so long a link opens its document: who comes later asks for it again. */
export const LINK_DAYS = 30;
const [ID, TIME, SIGN] = [16, 4, 16];

/** Whose document, and until when: sixteen bytes, seconds, and a signature; nothing else stands in it. */
export function signLink(key: string, documentId: string, until: Date): string {
  const said = Buffer.alloc(ID + TIME);
  said.write(documentId.replaceAll('-', ''), 'hex');
  said.writeUInt32BE(Math.floor(until.getTime() / 1000), ID);
  return Buffer.concat([said, signatureOf(key, said)]).toString('base64url');
}

/** Null: nobody here made it. */
export function readLink(key: string, token: string): { documentId: string; until: Date } | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID + TIME + SIGN || bytes.toString('base64url') !== token) return null;
  const said = bytes.subarray(0, ID + TIME);
  if (!timingSafeEqual(signatureOf(key, said), bytes.subarray(ID + TIME))) return null;
  const documentId = said.toString('hex', 0, ID).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return { documentId, until: new Date(said.readUInt32BE(ID) * 1000) };
}

const signatureOf = (key: string, said: Buffer): Buffer =>
  createHmac('sha256', key).update(said).digest().subarray(0, SIGN);
