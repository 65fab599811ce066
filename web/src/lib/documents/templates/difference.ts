interface DifferingLine {
  text: string;
  as: 'same' | 'removed' | 'added';
}

/** Beyond it two texts are told as one that went and one that came. */
const MOST = 1_000_000;

/** Two texts line by line: what stayed, what went, what came, by their longest common lines. */
export function differenceOf(before: string, after: string): DifferingLine[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lengths = old.length * now.length > MOST ? null : commonLengths(old, now);
  const told: DifferingLine[] = [];
  let [at, to] = [0, 0];
  while (lengths && at < old.length && to < now.length) {
    const [gone = '', come = ''] = [old[at], now[to]];
    if (gone === come) {
      told.push({ text: gone, as: 'same' });
      [at, to] = [at + 1, to + 1];
    } else if ((lengths[at + 1]?.[to] ?? 0) >= (lengths[at]?.[to + 1] ?? 0)) {
      told.push({ text: gone, as: 'removed' });
      at += 1;
    } else {
      told.push({ text: come, as: 'added' });
      to += 1;
    }
  }
  return [
    ...told,
    ...old.slice(at).map((text) => ({ text, as: 'removed' as const })),
    ...now.slice(to).map((text) => ({ text, as: 'added' as const })),
  ];
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split('\n'));

/** How many lines both have in common from each pair of lines on. */
function commonLengths(old: string[], now: string[]): number[][] {
  const lengths = Array.from({ length: old.length + 1 }, () => Array.from(now, () => 0));
  for (let at = old.length - 1; at >= 0; at -= 1)
    for (let to = now.length - 1; to >= 0; to -= 1) {
      const row = lengths[at] ?? [];
      const below = lengths[at + 1] ?? [];
      row[to] = old[at] === now[to] ? (below[to + 1] ?? 0) + 1 : Math.max(below[to] ?? 0, row[to + 1] ?? 0);
    }
  return lengths;
}
