import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWithin } from '#test/walls/rooms.ts';

const root = join(import.meta.dirname, '..', '..');
const CODE = /\.(ts|mts|js|mjs|svelte)$/;
/** What is installed, built or generated, and what a run leaves behind. */
const NOT_WRITTEN = [
  '.git',
  '.cache',
  '.data',
  'coverage',
  'node_modules',
  'web/build',
  'web/.svelte-kit',
  'web/src/lib/paraglide',
  'web/node_modules',
];

/** Every file of the house that somebody wrote, by its path from the root. */
export function houseFiles(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (NOT_WRITTEN.some((place) => isWithin(path, place))) return [];
    return entry.isDirectory() ? houseFiles(path) : [path];
  });
}

/** Those of them that are code. */
export function writtenFiles(): string[] {
  return houseFiles().filter((path) => CODE.test(path));
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
