import { regexes } from 'zod/v4/core';

/** RFC 5321: an address has 254 signs at most, what stands before its `@` 64 bytes. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;
const LONGEST_HOST = 254;

/** Whether `local@host` can be an address. The host is one of `readHost`, everything in small letters. */
export function isAddress(local: string, host: string): boolean {
  if (local.length + 1 + host.length > LONGEST || !isPublic(host)) return false;
  if (!hasForm(QUOTED.test(local) && !local.includes('\0') ? PLAIN : local, host)) return false;
  return bytesOf(local) <= LONGEST_LOCAL && bytesOf(host) <= LONGEST_HOST;
}

/** Controls, halves of signs, signs of private use and none at all. */
const NEVER = String.raw`\x80-\x9f\uD800-\uF8FF\uFDD0-\uFDEF\uFFF0-\uFFFF`;
/** `"ivan ivanov"@…` (RFC 5321), letters of other scripts in it as well. */
const QUOTED = new RegExp(String.raw`^"(?:(?:[^"\\${NEVER}]|\\[^\n${NEVER}])*")?$`);
const PLAIN = 'quoted';

/** What browsers take for an address, where a letter of another script (RFC 6531, UTS #46) is a letter like any. */
function hasForm(local: string, host: string): boolean {
  const written = local.replace(/[\u00A1-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]/g, 'a');
  const hasEmptyAtom = /^\.|\.\.|\.$/.test(local);
  return !hasEmptyAtom && regexes.html5Email.test(`${written}@${host.replace(/[\u00A1-\uFFFF]/g, 'a')}`);
}

/** A domain below a top one, which is a word: no machine of one's own network, no number. */
function isPublic(host: string): boolean {
  return /\.(?:[a-z\u00A1-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]{2,}|xn[a-z0-9-]{2,})$/.test(host);
}

function bytesOf(text: string): number {
  return encodeURI(text).replace(/%../g, '.').length;
}
