/**
 * One spelling for a host that may be written in two: `xn--80aikifvh.укр` and `приклад.укр` are the same (UTS #46).
 * Null when it is none.
 */
export function readHost(written: string): string | null {
  // What a URL takes for a number, an escape or a port is no name of a mail server.
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(written)) return null;
  const address = `http://${written}/`;
  if (!URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  const labels = hostname.split('.').map((label) => (label.startsWith(PREFIX) ? decode(label) : label));
  if (labels.includes(null) || /^[\d.]+$/.test(hostname)) return null;
  const spelled = labels.join('.');
  return URL.canParse(`http://${spelled}/`) && new URL(`http://${spelled}/`).hostname === hostname ? spelled : null;
}

const PREFIX = 'xn--';
/** A label has 63 signs at most (RFC 1035). */
const LONGEST = 63;

// RFC 3492, section 5.
const [BASE, T_MIN, T_MAX, SKEW, DAMP, BIAS, FIRST] = [36, 1, 26, 38, 700, 72, 128];

function decode(label: string): string | null {
  const coded = label.slice(PREFIX.length);
  if (coded.length > LONGEST) return null;
  const plain = coded.lastIndexOf('-');
  const points = Array.from(coded.slice(0, Math.max(0, plain)), (sign) => sign.charCodeAt(0));
  let [code, bias, at] = [FIRST, BIAS, plain + 1];
  let inserted = 0;
  while (at < coded.length) {
    const before = inserted;
    const read = readDelta(coded, at, bias);
    if (!read) return null;
    inserted += read.delta;
    at = read.end;
    const length = points.length + 1;
    bias = adapt(inserted - before, length, before === 0);
    code += Math.floor(inserted / length);
    inserted %= length;
    if (code > 0x10ffff) return null;
    points.splice(inserted, 0, code);
    inserted += 1;
  }
  return String.fromCodePoint(...points);
}

function readDelta(coded: string, start: number, bias: number): { delta: number; end: number } | null {
  let [delta, weight] = [0, 1];
  for (let at = start, k = BASE; at < coded.length; at += 1, k += BASE) {
    const digit = digitOf(coded.charCodeAt(at));
    if (digit === null) return null;
    delta += digit * weight;
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
    if (digit < threshold) return { delta, end: at + 1 };
    weight *= BASE - threshold;
  }
  return null;
}

/** `a`–`z` are 0–25, `0`–`9` are 26–35. */
function digitOf(code: number): number | null {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : null;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
