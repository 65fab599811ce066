import { create } from 'qrcode';

/** Versions the National Bank allows; smaller ones are made as large as the smallest. */
const [SMALLEST, LARGEST] = [10, 17];
const QUIET = 4;
/** The sign of the hryvnia in a white circle: it takes what the correction of errors gives back. */
const CIRCLE = 19;

/** A payment code as a picture of modules, each one unit wide; null: it does not fit. */
export function paymentSign(url: string): string | null {
  const code = codeOf(url);
  if (!code) return null;
  const { size } = code;
  const whole = size + 2 * QUIET;
  const dark = [...code.data].flatMap((on, at) =>
    on ? [`M${(at % size) + QUIET} ${Math.floor(at / size) + QUIET}h1v1h-1z`] : [],
  );
  const middle = whole / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${whole} ${whole}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${whole}v${whole}h-${whole}z"/><path d="${dark.join('')}"/>`,
    `<circle cx="${middle}" cy="${middle}" r="${CIRCLE / 2}" fill="#fff"/>`,
    `<g transform="translate(${middle} ${middle})" fill="none" stroke="#000" stroke-width="1.6">${HRYVNIA}</g></svg>`,
  ].join('');
}

/** The sign, drawn: a letter would need a font. */
const HRYVNIA =
  '<path d="M-3.4 -3.6C-2 -6 3.6 -6 3.4 -2.9 3.2 0 -3.2 0 -3.4 2.9-3.6 6 2 6 3.4 3.6M-5.4 -1.3h10.8M-5.4 1.3h10.8"/>';

function codeOf(url: string) {
  for (const errorCorrectionLevel of ['Q', 'M'] as const) {
    const natural = create(url, { errorCorrectionLevel });
    if (natural.version > LARGEST) continue;
    return create(url, { errorCorrectionLevel, version: Math.max(SMALLEST, natural.version) }).modules;
  }
  return null;
}
