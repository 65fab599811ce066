import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingDescriptions } from '#config';
import { NODE_FLAGS } from '#start/node-flags.ts';

const root = join(import.meta.dirname, '../../..');
const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');

test('docker-compose.yml gives our processes only settings that exist', () => {
  const [, block = ''] = /environment: &environment\n((?: {4}\S.*\n)+)/.exec(compose) ?? [];
  const given = [...block.matchAll(/^ {4}([A-Z_]+):/gm)].map((match) => match[1]);
  expect(given.length).toBeGreaterThan(10);
  expect(settingDescriptions.map(({ name }) => name)).toEqual(expect.arrayContaining(given));
});

test('every program and folder the image runs is in the repository', () => {
  const programs = [
    ...`${compose}\n${dockerfile}`.matchAll(/\bnode"?, (?:"?--[\w=-]+"?, )*"?([a-z]+\/[a-z]+\.ts)/g),
  ].map((match) => match[1] ?? '');
  const folders = [...dockerfile.matchAll(/^COPY (\w+) \w+$/gm)].map((match) => match[1] ?? '');
  expect(new Set(programs)).toEqual(new Set(['api/server.ts', 'activities/worker.ts', 'db/migrate.ts']));
  for (const path of [...programs, ...folders]) expect(existsSync(join(root, path)), path).toBe(true);
});

test('the API and the worker run with the same flags wherever they are started', () => {
  const scripts = readFileSync(join(root, 'package.json'), 'utf8');
  const flags = NODE_FLAGS.join(' ');
  for (const program of ['api/server.ts', 'activities/worker.ts']) {
    expect(scripts).toContain(`"node ${flags} ${program}"`);
    expect(compose).toContain(`[node, ${NODE_FLAGS.join(', ')}, ${program}]`);
  }
  expect(dockerfile).toContain(JSON.stringify(['node', ...NODE_FLAGS, 'api/server.ts']).replaceAll(',', ', '));
});
