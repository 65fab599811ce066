import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { programsFolder } from '#start/programs/programs.ts';
import { deskBuild } from '#start/web.ts';
import { ownSecrets } from '#start/secrets.ts';
import { isNewEnough } from '#start/temporal/binary.ts';
import { howFar } from '#start/temporal/download.ts';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';

test.each([
  ['temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)', true],
  ['temporal version 2.0.0 (Server 2.0.0, UI 3.0.0)', true],
  ['temporal version 1.1.0 (Server 1.25.0, UI 2.30.3)', false],
  ['something else', false],
])('the temporal on PATH that says "%s" is used: %s', (text, isUsed) => {
  expect(isNewEnough(text)).toBe(isUsed);
});

test('a download says how far it is, in megabytes and percent where the total is known', () => {
  expect(howFar(11_127_060, 44_508_240)).toBe('11 of 45 MB (25 %)');
  expect(howFar(50_000_000, 44_508_240)).toContain('(100 %)');
  expect(howFar(3_000_000, 0)).toBe('3 MB');
});

test('secrets are made once and stay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rozmova-secrets-'));
  const secrets = ownSecrets(folder);
  expect(Buffer.from(secrets.secretKeys.replace('k1:', ''), 'base64')).toHaveLength(32);
  expect(ownSecrets(folder)).toEqual(secrets);
  rmSync(folder, { recursive: true });
});

test('the desk is built again when a source changes, not when the build itself wrote something', () => {
  const root = mkdtempSync(join(tmpdir(), 'rozmova-web-'));
  for (const path of ['web/src/lib', 'web/build', 'web/project.inlang', 'workflows'])
    mkdirSync(join(root, path), { recursive: true });
  copyFileSync(join(import.meta.dirname, '../../../package.json'), join(root, 'package-lock.json'));
  const source = join(root, 'web/src/lib/a.ts');
  writeFileSync(source, 'export const a = 1;');
  mkdirSync(join(root, 'web/.svelte-kit'), { recursive: true });
  deskBuild(root).markBuilt();
  expect(deskBuild(root).isCurrent).toBe(false);
  writeFileSync(join(root, 'web/build/index.html'), '<p>');
  expect(deskBuild(root).isCurrent).toBe(true);
  writeFileSync(join(root, 'web/project.inlang/.meta.json'), '{}');
  expect(deskBuild(root).isCurrent).toBe(true);
  writeFileSync(source, 'export const a = 2;');
  expect(deskBuild(root).isCurrent).toBe(false);
  rmSync(root, { recursive: true });
});

test('programs of other sources stand in another folder, so that what runs keeps its own', () => {
  const root = mkdtempSync(join(tmpdir(), 'rozmova-programs-'));
  mkdirSync(join(root, 'db'));
  writeFileSync(join(root, 'db/a.ts'), 'export const a = 1;');
  const first = programsFolder(root);
  expect(first.isBuilt).toBe(false);
  mkdirSync(first.folder, { recursive: true });
  expect(programsFolder(root)).toEqual({ ...first, isBuilt: true });
  writeFileSync(join(root, 'README.md'), 'what is in no program');
  expect(programsFolder(root).folder).toBe(first.folder);
  writeFileSync(join(root, 'db/a.ts'), 'export const a = 2;');
  expect(programsFolder(root)).toMatchObject({ isBuilt: false });
  rmSync(root, { recursive: true });
});
