import { isAddress } from './address.ts';
import { readHost } from './host.ts';

/**
 * What a person typed as an e-mail address, in its one spelling: small letters, the domain in its own script; null when
 * it is none.
 */
export function readAsEmail(text: string): string | null {
  const written = text.trim().normalize('NFC').toLowerCase();
  const at = written.lastIndexOf('@');
  const host = at < 1 || written.length > LONGEST ? null : readHost(written.slice(at + 1));
  const local = written.slice(0, at);
  return host && isAddress(local, host) ? `${local}@${host}` : null;
}

/** RFC 5321, with room for a domain in a script of its own. */
const LONGEST = 320;

/**
 * The first address that stands in a (plain) text, whole; what is not whole is another's address, and so none. One in a
 * link is the link's.
 */
export function findEmail(text: string): string | undefined {
  const words = text.split(/\s+/u).filter((word) => word.includes('@') && !word.includes('://'));
  for (const word of words.flatMap((one) => one.split(/[<>()[\],;:"«»“”„\\]+/u))) {
    const found = word.includes('@') ? readWord(word) : null;
    if (found) return found;
  }
  return undefined;
}

function readWord(word: string): string | null {
  const [local = '', domain = '', ...more] = word.split('@');
  // A name of an account, as in links and other networks, and two in one.
  if (more.length > 0) return null;
  const written = ownLocal(unquoted(local, domain));
  const host = ownDomain(domain);
  return written && host && host.includes('.') ? readAsEmail(`${written}@${host}`) : null;
}

/** `'ivan@…'`, `*ivan@…*`: signs of which addresses may be made, and of which none begins. */
const AROUND = /^[.'`*=/|#?&{^~!$+_-]+/;

/** Without what a form, a link or a quotation puts before an address. */
function unquoted(local: string, domain: string): string {
  const bare = local.replace(/^(?:%[0-9a-f]{2})+/i, '').replace(/^(?:[?&]?(?:e-?mail|mail|to|пошта)=)/iu, '');
  return AROUND.test(bare) && (/^[.*=/|#?&]/.test(bare) || /[^\p{L}\p{N}]$/u.test(domain))
    ? bare.replace(AROUND, '')
    : bare;
}

/** RFC 5322 atext, and letters of other scripts (RFC 6531). */
const ATOM = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u;
/**
 * Cyrillic and Greek letters that look like Latin ones: typed by mistake they belong to the address, and it is not
 * known which one is meant.
 */
const ALIKE = /^[авекмнорстухіјѕԁһοανρτικ]+$/iu;

/** `пошта.ivan`: a word of another script and a dot before it. */
function ownLocal(local: string): string | null {
  if (!ATOM.test(local)) return null;
  if (!/[a-z]/i.test(local) || !OTHER_SCRIPT.test(local)) return local;
  const words = local.split(/[./=|_-]+/);
  const own = words.findLastIndex((word) => OTHER_SCRIPT.test(word));
  const isWord = words
    .slice(0, own + 1)
    .every((word) => !/[a-z\d]/i.test(word) && word.length > 2 && !ALIKE.test(word));
  return isWord && own < words.length - 1 ? local.slice(local.search(/[a-z\d]/i)) : null;
}

const OTHER_SCRIPT = /[^\P{L}\p{Script=Latin}]/u;

/**
 * Up to where the sentence goes on without a space: `example.com.Дякую`. Null when what follows belongs to it and
 * cannot.
 */
function ownDomain(domain: string): string | null {
  const [host = ''] = /^[\p{L}\p{M}\p{N}.-]*/u.exec(domain) ?? [];
  if (/^[_@%]/.test(domain.slice(host.length))) return null;
  const labels = host.replace(/[.-]+$/, '').split('.');
  const other = labels.findIndex((label, n) => n > 1 && OTHER_SCRIPT.test(label) && isLatin(labels[n - 1] ?? ''));
  const own = other < 0 ? labels : labels.slice(0, other);
  const last = own.at(-1) ?? '';
  const isSentence =
    own.length > 2 && /^\p{Lu}\p{Ll}/u.test(last) && own.slice(0, -1).every((label) => !/\p{Lu}/u.test(label));
  return (isSentence ? own.slice(0, -1) : own).join('.');
}

const isLatin = (label: string): boolean => /^[a-z\d-]+$/i.test(label);
