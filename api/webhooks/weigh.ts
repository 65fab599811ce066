/** What a body would cost to look into, told from its bytes in one pass and without making anything of them. */
export interface Weight {
  /** Commas and brackets: as many values, give or take. */
  parts: number;
  depth: number;
  /** Entries, and things in their lists: `{entry: [here {messaging: [here`. */
  items: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_LIST, CLOSE_LIST] = [0x5b, 0x5d];
const [OPEN_OBJECT, CLOSE_OBJECT] = [0x7b, 0x7d];
/** How deep the list of entries stands, and the lists inside an entry. */
const LISTS_AT = [2, 4];

export function weigh(bytes: Uint8Array): Weight {
  let [parts, depth, deepest, items] = [0, 0, 0, 0];
  /** Of the containers we are in, which are lists whose things count; deeper ones are none. */
  const counts = [false, false, false, false, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (byte === COMMA) {
      parts += 1;
      if (counts[depth]) items += 1;
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      parts += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
      if (depth < counts.length) counts[depth] = byte === OPEN_LIST && LISTS_AT.includes(depth);
      if (counts[depth]) items += 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
  return { parts, depth: deepest, items };
}

/** The closing quote of a text; the last byte where there is none. */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** A delivery of Meta has at most a thousand items of some forty parts (messenger-platform §1.2). */
const MOST = { parts: 250_000, depth: 30_000, items: 10_000 } satisfies Weight;

export function isTooMuch({ parts, depth, items }: Weight): boolean {
  return parts > MOST.parts || depth > MOST.depth || items > MOST.items;
}

/** More than so many are not kept within the five seconds Meta waits, on a machine that has other things to do. */
const AT_ONCE = 150;

export function isMuch({ items }: Weight): boolean {
  return items > AT_ONCE;
}
