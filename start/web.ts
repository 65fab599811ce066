import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { hashFiles } from './hash-files.ts';

/** Made by the build itself, or not ours: a change there is no reason to build again. */
const generated = /^(build|node_modules|\.svelte-kit|src\/lib\/paraglide)(\/|$)|^project\.inlang\/(?!settings\.json$)/;

/** Whether the built desk in `web/build` belongs to the sources as they are now; `markBuilt` says so after a build. */
export function deskBuild(root: string): { isCurrent: boolean; markBuilt: () => void } {
  // Beside the build and not in it: what lies in there is served.
  const stampFile = join(root, 'web/.svelte-kit/desk-sources');
  const stamp = hashOf(root);
  const isBuilt = existsSync(join(root, 'web/build/index.html')) && existsSync(stampFile);
  const isCurrent = isBuilt && readFileSync(stampFile, 'utf8') === stamp;
  return { isCurrent, markBuilt: () => writeFileSync(stampFile, stamp) };
}

function hashOf(root: string): string {
  // The desk is also made of what the core has to say of settings and chats.
  const files = ['web', 'workflows'].flatMap((room) => sourceFiles(join(root, room)));
  files.push(join(root, 'package-lock.json'));
  return hashFiles(
    root,
    files.map((file) => relative(root, file)),
  );
}

function sourceFiles(web: string, folder = web): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (generated.test(relative(web, path))) return [];
    return entry.isDirectory() ? sourceFiles(web, path) : entry.isFile() ? [path] : [];
  });
}
