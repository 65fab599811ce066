import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '#config';
import { launch } from '#start/launch.ts';
import { HISTORY_KEYS } from '#test/histories/key.ts';
import { temporaryFolder } from '#test/ground/folder.ts';

export type Product = { url: string; messenger: string; engine: string; folder: string; stop(): Promise<void> };

/** Unpacks what a build of before left behind, and starts this build on it. */
export async function takeOver(archive: string): Promise<Product> {
  const folder = temporaryFolder('taken-over');
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  const { pages } = JSON.parse(readFileSync(join(folder, 'messenger.json'), 'utf8')) as { pages: unknown[] };
  const given = {
    PATH: '/usr/bin:/bin',
    DATA_DIR: folder,
    PORT: '0',
    SECRET_KEYS: HISTORY_KEYS,
    MESSENGER_PAGES: JSON.stringify(pages),
  };
  const started = await launch(loadConfig(given), given, console.log);
  await started.ready;
  const { port, ports } = started.plan;
  return {
    url: `http://localhost:${port}`,
    messenger: `http://127.0.0.1:${ports.messenger}`,
    engine: `127.0.0.1:${ports.temporal}`,
    folder,
    stop: started.stop,
  };
}
