/**
 * Numbers of the pages one can go to from `page`: the first, the last and the neighbours; `null` where some are left
 * out.
 */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const sorted = [...new Set(shown)].toSorted((a, b) => a - b);
  return sorted.flatMap((number, n) => {
    const before = sorted[n - 1] ?? 0;
    // A gap of one page is that page.
    if (number - before === 2) return [number - 1, number];
    return number - before > 2 ? [null, number] : [number];
  });
}
