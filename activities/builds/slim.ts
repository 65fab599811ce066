const MAP = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,';

/**
 * The bundler's code without what costs every worker thirty megabytes: its map is longer than itself, and one letter
 * that is not ASCII makes each character two bytes, in each of the copies that the worker and its threads keep. The
 * engine's library wants a map: a line of this one is the same line of the code itself.
 */
export function slim(bundled: string): string {
  const end = bundled.lastIndexOf(MAP);
  if (end < 0) throw new Error('the bundled workflows came without their map');
  const { file } = JSON.parse(Buffer.from(bundled.slice(end + MAP.length), 'base64').toString()) as { file: string };
  const code = bundled.slice(0, end).replace(/[^\0-\x7f]/g, escaped);
  const mappings = code
    .split('\n')
    .map((_, line) => (line === 0 ? 'AAAA' : 'AACA'))
    .join(';');
  const map = { version: 3, file, sources: [file], names: [], mappings };
  return `${code}${MAP}${Buffer.from(JSON.stringify(map)).toString('base64')}`;
}

/** As JavaScript writes it in strings, templates, regular expressions and names; no code of workflows is raw text. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
