export type TextPart = { text: string; href: string | null };

const LINK = /\bhttps?:\/\/[^\s<>"«»“”„]+/giu;
/** Longer addresses open nowhere. */
const LONGEST = 8_000;

/** Splits a text into plain parts and http(s) links. Nothing else ever becomes a link. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].slice(0, endOf(match[0]));
    if (!isWebAddress(link)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: link, href: link });
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

function isWebAddress(link: string): boolean {
  return link.length <= LONGEST && URL.canParse(link) && /^https?:$/.test(new URL(link).protocol);
}
