/** Of a longer one nobody reads the rest; what it belongs to is told to be too long. */
const LONGEST = 1_001;

/** A cell without what cannot be kept, and without the sign that made no formula of it in our own files. */
export function cleanCell(cell: string): string {
  return cell
    .slice(0, LONGEST)
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .replaceAll(/ *\n\s*/g, '\n')
    .trim()
    .replace(/^'(?=\s*[=+\-@＝＋－＠])/u, '');
}

/** Without empty ones at its end. */
export function trimmed(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
