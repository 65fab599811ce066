import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TemporalOptions } from './temporal.ts';

export function serverArguments(options: TemporalOptions, namespace: string): string[] {
  const ui = options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)];
  const codec = options.codecEndpoint === undefined ? [] : ['--ui-codec-endpoint', options.codecEndpoint];
  const log = ['--log-level', 'warn', '--log-format', 'json'];
  return ['--namespace', namespace, ...ui, ...codec, ...storage(options.dataDir), ...log, ...(options.extraArgs ?? [])];
}

/**
 * WAL and synchronous=1 nearly triple the signals a second; a power cut may cost the last moments, which are repaired.
 */
function storage(dataDir: string | null): string[] {
  if (dataDir === null) return [];
  const file = fileIn(dataDir);
  mkdirSync(dirname(file), { recursive: true });
  return ['--db-filename', file, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'];
}

export function fileIn(dataDir: string): string {
  return join(dataDir, 'temporal.db');
}
