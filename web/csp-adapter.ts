import type { Adapter } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Moves SvelteKit's inline start script into a file of its own, so that the page runs under a Content-Security-Policy
 * that allows no inline script and needs no hash kept in step with each build.
 */
export function withoutInlineScript(adapter: Adapter, folder = 'build'): Adapter {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      const page = join(folder, 'index.html');
      const html = readFileSync(page, 'utf8');
      writeFileSync(
        page,
        html.replace(/<script>([\s\S]*?)<\/script>/g, (_, code: string) => moveOut(code, folder)),
      );
      // Only now: what was compressed before would still have the script in it.
      await builder.compress(folder);
    },
  };
}

function moveOut(code: string, folder: string): string {
  const name = `_app/immutable/start.${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js`;
  writeFileSync(join(folder, name), code);
  return `<script src="/${name}"></script>`;
}
