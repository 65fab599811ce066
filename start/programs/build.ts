import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { ownFiles } from './own-files.ts';
import { BEFORE, ENTRIES, programsFolder } from './programs.ts';

/**
 * `node start/programs/build.ts [folder]`: one JavaScript file for each of the product's processes, and the workflows'
 * code beside them. From hundreds of TypeScript files a process starts four times slower and keeps 60 MB more: the
 * compiler that strips types, and every module's sources.
 */
const root = join(import.meta.dirname, '..', '..');
/** Built for earlier sources: a process that runs may still want them. */
const KEPT = 4;

/** They bring native code, or files of their own that they look for. */
const external = [/^@temporalio\//, /^@mikro-orm\//, '@myriaddreamin/typst-ts-node-compiler', 'pg-native', 'sharp'];

const asked = process.argv[2];
const folder = asked ? resolve(asked) : programsFolder(root).folder;
mkdirSync(dirname(folder), { recursive: true });
// Made beside it and moved: whoever finds it finds all of it, also where several build at once.
const making = mkdtempSync(`${folder}-`);
try {
  await bundle(making);
  execFileSync(process.execPath, [join(root, 'activities/builds/bundle-process.ts'), join(making, 'workflows.js')]);
  // Others read it, too: in an image they are not who built it.
  chmodSync(making, 0o755);
  take(making, folder);
  if (!asked) forgetOld(dirname(folder));
} finally {
  rmSync(making, { recursive: true, force: true });
}

async function bundle(into: string): Promise<void> {
  const build = await rolldown({
    cwd: root,
    input: { ...ENTRIES, ...BEFORE.worker },
    platform: 'node',
    external,
    plugins: [ownFiles],
    logLevel: 'warn',
  });
  // Entities and errors are known by the names of their classes.
  await build.write({ dir: into, format: 'esm', keepNames: true, chunkFileNames: '[name]-[hash].js' });
  await build.close();
}

function take(made: string, wanted: string): void {
  if (asked) rmSync(wanted, { recursive: true, force: true });
  try {
    renameSync(made, wanted);
  } catch (error) {
    // Another one was first, with the same.
    if (!existsSync(wanted)) throw error;
  }
}

function forgetOld(within: string): void {
  const age = (name: string): number => statSync(join(within, name)).mtimeMs;
  const old = readdirSync(within)
    .toSorted((a, b) => age(b) - age(a))
    .slice(KEPT);
  for (const name of old) rmSync(join(within, name), { recursive: true, force: true });
}
