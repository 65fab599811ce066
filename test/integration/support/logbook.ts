import type { Logger } from '#platform/log.ts';
import { createLogger } from '#platform/log.ts';

export interface Logbook {
  log: Logger;
  /** Everything written so far, as it would stand in the file. */
  text(): string;
  lines(): string[];
}

/** The processes' own logger, writing into memory. */
export function createLogbook(process: string): Logbook {
  const written: string[] = [];
  const log = createLogger(process, 'debug', { write: (line) => void written.push(line) });
  return {
    log,
    text: () => written.join(''),
    lines: () =>
      written
        .join('')
        .split('\n')
        .filter((line) => line !== ''),
  };
}
