import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const READING = `export const x = process.env['HOME'];\n`;

test('lint lets only config.ts read the environment', () => {
  const rooms = ['activities', 'api', 'db', 'platform', 'workflows/chat'];
  const planted = rooms.map((room) => `${room}/planted.ts`);
  expect(readersOf([...planted, 'config.ts'])).toEqual(planted);
});

/** Of these files, planted in a folder of their own, the ones that lint refuses because of the environment. */
function readersOf(files: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'rozmova-environment-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), READING);
  }
  const found = diagnosticsOf(folder).filter(({ code }) => code.includes('no-process-env'));
  return found.map(({ filename }) => filename).toSorted();
}

type Diagnostic = { filename: string; code: string };

function diagnosticsOf(cwd: string): Diagnostic[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [oxlint, '--format=json'], { cwd, encoding: 'utf8' });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  }
}
