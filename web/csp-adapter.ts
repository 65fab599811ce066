import type { Adapter } from '@sveltejs/kit';
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PRELOADED = /^.*rel="modulepreload">$/gm;

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
      const html = withDoors(readFileSync(page, 'utf8'), folder);
      writeFileSync(
        page,
        html.replace(/<script>([\s\S]*?)<\/script>/g, (_, code: string) => moveOut(code, folder)),
      );
      // Only now: what was compressed before would still have the script in it.
      await builder.compress(folder);
    },
  };
}

/**
 * A page whose code stands in what is preloaded is a file of one line of its own: those are preloaded, too, or each
 * would be asked for after all else is here.
 */
function withDoors(html: string, folder: string): string {
  const here = html.match(PRELOADED) ?? [];
  const last = here.at(-1);
  if (!last) return html;
  const doors = globSync('_app/immutable/nodes/*.js', { cwd: folder }).filter((path) => {
    const leads = [...readFileSync(join(folder, path), 'utf8').matchAll(/from"\.\.\/([^"]+)"/g)];
    return leads.length > 0 && leads.every(([, to]) => html.includes(`/${to}"`)) && !html.includes(`/${path}"`);
  });
  return html.replace(last, [last, ...doors.map((path) => `<link href="/${path}" rel="modulepreload">`)].join('\n'));
}

function moveOut(code: string, folder: string): string {
  const name = `_app/immutable/start.${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js`;
  writeFileSync(join(folder, name), code);
  return `<script src="/${name}"></script>`;
}
