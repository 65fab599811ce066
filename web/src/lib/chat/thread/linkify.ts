export type TextPart = { text: string; href: string | null };

/** An address of the web, with its scheme or with `www.` alone; an e-mail address. */
const LINK = new RegExp(
  [
    String.raw`\bhttps?:\/\/[^\s<>"«»“”„]+`,
    String.raw`(?<![\p{L}\p{N}@./:-])www\.[^\s<>"«»“”„]+`,
    String.raw`(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,255}`,
  ].join('|'),
  'giu',
);
const MAIL = /^[\p{L}\p{N}_%+-]+(?:\.[\p{L}\p{N}_%+-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;
/** Of a name without a scheme: a host of several words. */
const NAMED = /^www\.[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[/?#:]|$)/iu;
/** Longer addresses open nowhere. */
const LONGEST = 8_000;
const LONGEST_MAIL = 320;

/** Splits a text into plain parts, http(s) links and e-mail addresses. Nothing else ever becomes a link. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].slice(0, endOf(match[0]));
    const href = addressOf(link);
    if (href === null) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

const OPENED_BY = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
/** Signs of the sentence, at the end of an address. */
const AROUND = new Set(`.,;:!?…'’‘*\`|([{`);

/** Where the address ends: at a bracket that was not opened in it, and before the signs of the sentence around it. */
function endOf(found: string): number {
  let end = bracketEnd(found);
  while (AROUND.has(found.charAt(end - 1))) end -= 1;
  return end;
}

function bracketEnd(found: string): number {
  const open = new Map<string, number>();
  for (const { 0: bracket, index } of found.matchAll(/[()[\]{}]/g)) {
    const opening = OPENED_BY.get(bracket);
    const count = open.get(opening ?? bracket) ?? 0;
    if (opening !== undefined && count === 0) return index;
    open.set(opening ?? bracket, opening === undefined ? count + 1 : count - 1);
  }
  return found.length;
}

function addressOf(link: string): string | null {
  if (link.length > LONGEST) return null;
  if (/^https?:/i.test(link)) return isWebAddress(link) ? link : null;
  if (link.length <= LONGEST_MAIL && MAIL.test(link))
    return `mailto:${link.split('@').map(encodeURIComponent).join('@')}`;
  const address = `https://${link}`;
  return NAMED.test(link) && isWebAddress(address) ? address : null;
}

function isWebAddress(link: string): boolean {
  return URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}
