import { posix } from 'node:path';
import { houseFiles, read } from '#test/walls/files.ts';
import { functionsOf, type Sized } from '#test/walls/functions.ts';
import { parse } from '#test/walls/imports.ts';

export interface Measure {
  path: string;
  lines: number;
  /** Lines that are too wide. */
  wide: number;
  /** The longest first. */
  functions: Sized[];
}

/** What a newcomer can hold in mind. */
export const LIMITS = { file: 200, median: 50, function: 40, folder: 25, width: 120 };

const CODE = /\.(ts|mts|js|mjs|svelte)$/;
/** Styles, statements, pages, and the desk's words count like code. */
const WRITTEN = /\.(ts|mts|js|mjs|svelte|css|sql|html|sh)$|^web\/messages\//;
/** A text of many words is one line of a table, and cannot be broken. */
const UNBROKEN = /^web\/messages\//;
/** Recorded, not written. */
const RECORDED = /^test\/histories\/.*\.json$/;

export function measureHouse(files = houseFiles()): Measure[] {
  return files.filter((path) => WRITTEN.test(path)).map((path) => measure(path, read(path)));
}

export function measure(path: string, text: string): Measure {
  const lines = text.replace(/\n$/, '').split('\n');
  const isWide = (line: string): boolean => line.length > LIMITS.width && [...line].length > LIMITS.width;
  return {
    path,
    lines: lines.length,
    wide: UNBROKEN.test(path) ? 0 : lines.filter(isWide).length,
    functions: CODE.test(path) ? functionsOf(parse(path, text)).toSorted((a, b) => b.lines - a.lines) : [],
  };
}

/** How many files lie in each folder, beside its folders. */
export function folders(files = houseFiles()): Map<string, number> {
  const written = files.filter((path) => !RECORDED.test(path));
  const names = written.map((path) => posix.dirname(path));
  return new Map(Object.entries(Object.groupBy(names, (name) => name)).map(([name, all = []]) => [name, all.length]));
}

/** The house without what checks it. */
export function isProduct({ path }: Measure): boolean {
  return path.includes('/') && !path.startsWith('test/') && !path.startsWith('web/messages/');
}

export function median(sizes: number[]): number {
  const sorted = sizes.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

/** All that is too large now. */
export function found(): string[] {
  const house = measureHouse();
  const half = median(house.filter(isProduct).map(({ lines }) => lines));
  return [...tooLarge(house, folders()), ...(half > LIMITS.median ? ['product median'] : [])];
}

/** What is too large, a line each: the place, and what of it. */
export function tooLarge(house: readonly Measure[], full: ReadonlyMap<string, number>): string[] {
  const files = house.flatMap(({ path, lines, wide, functions }) => [
    ...(lines > LIMITS.file ? [`${path} file`] : []),
    ...((functions[0]?.lines ?? 0) > LIMITS.function ? [`${path} function`] : []),
    ...(wide > 0 ? [`${path} width`] : []),
  ]);
  const over = [...full].filter(([, count]) => count > LIMITS.folder).map(([folder]) => `${folder} folder`);
  return [...files, ...over].toSorted();
}
