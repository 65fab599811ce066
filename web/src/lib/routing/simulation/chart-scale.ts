/** The end of a scale that holds `most`: 1, 2 or 5 times a power of ten, so that its middle can be read, too. */
export function scaleEnd(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((times) => times * power >= most) ?? 10;
  return step * power;
}

/** How long a bar is, of 100. */
export function barLength(value: number, end: number): number {
  return end <= 0 ? 0 : Math.round((Math.min(value, end) / end) * 10_000) / 100;
}
