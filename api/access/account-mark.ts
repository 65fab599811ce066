import { createHmac } from 'node:crypto';

/**
 * What stands in the audit for a name that nobody has: the same name gives the same mark, and the mark does not give
 * the name. People type their password there, too.
 */
export function accountMark(secret: string, name: string): string {
  return createHmac('sha256', secret).update(name.trim().toLowerCase()).digest('base64url').slice(0, 16);
}
