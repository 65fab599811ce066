import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Plugin } from 'rolldown';

/** How code has to name them, so that they are found. */
export const OWN = /new URL\('\.\/([\w./-]+\.(?:ts|client\.js|css|sql|typ))', import\.meta\.url\)/g;

/**
 * Files that code names by their place beside it, `new URL('./…', import.meta.url)`: what is TypeScript becomes a file
 * of its own, all else is copied, and both stand beside the program.
 */
export const ownFiles: Plugin = {
  name: 'own files',
  transform: {
    filter: { code: 'import.meta.url' },
    handler(code, id) {
      return code.replace(OWN, (_, path: string) => {
        const file = join(dirname(id), path);
        const fileName = basename(path).replace(/\.ts$/, '.js');
        if (path.endsWith('.ts')) this.emitFile({ type: 'chunk', id: file, fileName });
        else this.emitFile({ type: 'asset', fileName, source: readFileSync(file) });
        return `new URL('./${fileName}', import.meta.url)`;
      });
    },
  },
};
