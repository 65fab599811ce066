/** Addresses of Meta's files are signed: whoever has one has the file. */
const SIGNED = /^(https?:\/\/[^/?#]*\.(?:fbcdn\.net|fbsbx\.com)\/[^?#]*)\?.*$/is;
/** Where there may be one. */
const MAY_BE_SIGNED = /fbcdn\.net|fbsbx\.com/i;

/**
 * JSON again, as it is kept: addresses of Meta's files without what opens them, which stands sealed with the attachment
 * alone. However deep it is nested: the engine's own writer gives up at a few thousand levels.
 */
export function asText(item: unknown): string {
  try {
    const text = JSON.stringify(item) ?? 'null';
    return MAY_BE_SIGNED.test(text) ? JSON.stringify(item, (_, value: unknown) => unsigned(value)) : text;
  } catch {
    return writeDeep(item);
  }
}

/** An address as it may stand anywhere; every other text as it is. */
export const withoutSignature = (text: string): string => text.replace(SIGNED, '$1?•••');

const unsigned = (value: unknown): unknown => (typeof value === 'string' ? withoutSignature(value) : value);

/** Already JSON. */
class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function writeDeep(root: unknown): string {
  const written: string[] = [];
  const waiting: unknown[] = [root];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (next instanceof Written) written.push(next.text);
    else if (typeof next === 'object' && next !== null)
      partsOf(next)
        .reverse()
        .forEach((part) => waiting.push(part));
    else written.push(JSON.stringify(unsigned(next)) ?? 'null');
  }
  return written.join('');
}

function partsOf(container: object): unknown[] {
  const isList = Array.isArray(container);
  const members = Object.entries(container).flatMap(([name, value], index) => {
    const before = `${index > 0 ? ',' : ''}${isList ? '' : `${JSON.stringify(name)}:`}`;
    return [new Written(before), value];
  });
  return [new Written(isList ? '[' : '{'), ...members, new Written(isList ? ']' : '}')];
}
