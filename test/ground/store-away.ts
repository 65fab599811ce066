import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of files is renamed, with something in its place that is none: every access fails, whoever asks. */
export function takeStoreAway(dataDir: string): { bringBack(): void } {
  const [place, aside] = [join(dataDir, 'files'), join(dataDir, 'files-aside')];
  mkdirSync(place, { recursive: true });
  renameSync(place, aside);
  writeFileSync(place, '');
  return {
    bringBack: () => {
      rmSync(place);
      renameSync(aside, place);
    },
  };
}
