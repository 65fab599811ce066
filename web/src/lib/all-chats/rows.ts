/** Where the focus is among the rows of the list, and where it goes. */
export function moveRow(step: number) {
  const rows = rowsInSight();
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? rows.find(({ tabIndex }) => tabIndex === 0) : rows[clamped(at + step, rows.length)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** How far a key moves; null where it moves nothing. */
export const STEPS: ReadonlyMap<string, number> = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['Home', -Infinity],
  ['End', Infinity],
]);

/** Who comes back from a chat finds its row. */
export function focusRow(number: number) {
  const row = document.querySelector<HTMLElement>(`[data-row="${number}"]`);
  const target = row?.matches('tr') ? row : row?.querySelector<HTMLElement>('a');
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

function rowsInSight(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('tr[data-row]')];
}

function clamped(at: number, many: number): number {
  return Math.min(Math.max(at, 0), many - 1);
}
