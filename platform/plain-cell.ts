/**
 * What a table would take for a formula is text (OWASP, _CSV injection_): with an apostrophe before it. A client may
 * call themselves as they like. The full-width signs are formulas to a Japanese Excel.
 */
export function asPlainCell(cell: string): string {
  return /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(cell) ? `'${cell}` : cell;
}
