import type { KeptRun } from './kept.ts';
import { median, ratioOf, type Row } from './row.ts';
import { printCells, short } from './table.ts';

/**
 * Before and after, and the ratio of both. Where there is a bare limit, of what each was beside its own: a machine that
 * was busier in one run was so for both.
 */
export function compare(before: KeptRun, after: KeptRun): void {
  console.log(`before: ${before.commit}, ${before.at}; after: ${after.commit}, ${after.at}`);
  const lines = after.rows.flatMap((row) => {
    const old = before.rows.find(({ name }) => name === row.name);
    return old ? [cells(old, row)] : [];
  });
  printCells([['', 'before', 'of bare', 'after', 'of bare', 'after ÷ before', 'beside bare', ''], ...lines]);
}

function cells(old: Row, row: Row): string[] {
  const [was, is] = [median(old.figures), median(row.figures)];
  const [wasOf, isOf] = [ratioOf(old), ratioOf(row)];
  const fair = wasOf === undefined || isOf === undefined ? undefined : isOf / wasOf;
  const figure = (value: number): string => `${short(value)} ${row.unit}`.trim();
  return [
    row.name,
    figure(was),
    short(wasOf),
    figure(is),
    short(isOf),
    `× ${short(is / was)}`,
    fair === undefined ? '' : `× ${short(fair)}`,
    told(row, fair ?? is / was),
  ];
}

/** Less than a tenth is what two runs of the same code differ by. */
const NOISE = 0.1;

function told({ goal, unit }: Row, change: number): string {
  if (!Number.isFinite(change) || Math.abs(change - 1) < NOISE) return '';
  const isMoreBetter = goal ? goal.is === 'at least' : unit === '/s';
  return change > 1 === isMoreBetter ? 'better' : 'worse';
}
