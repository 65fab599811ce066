// A list of options below a field that keeps the focus: `aria-activedescendant` names the one that Enter takes, and the
// keys that move it are the field's.
const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
]);
const PAGE = 8;
const PAGES = new Map([...STEPS, ['PageDown', PAGE], ['PageUp', -PAGE]]);

/** Where a key moves to in a short list, which begins again after its end; null: it is no such key. */
export function turnedTo(key: string, at: number, count: number): number | null {
  const step = STEPS.get(key);
  if (step === undefined) return null;
  return count === 0 ? 0 : (Math.min(at, count - 1) + step + count) % count;
}

/** The same in a long one, which has ends, and pages. */
export function movedTo(key: string, at: number, count: number): number | null {
  const step = PAGES.get(key);
  return step === undefined ? null : Math.max(0, Math.min(at + step, count - 1));
}

/** The option under this id is in sight, wherever it was moved to. */
export function showOption(id: string) {
  document.getElementById(id)?.scrollIntoView({ block: 'nearest' });
}
