import { mkdtempSync, cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bundle, bundleWorkflows } from '#activities/builds/bundle.ts';
import { dataConverter } from '#platform/temporal.ts';
import { groundBundle } from '#test/ground/bundle.ts';
import { readRecording } from '#test/histories/recording.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, 'test', 'histories');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const changed = mkdtempSync(join(root, 'test', 'histories', 'changed-'));
let bundle: Bundle;

beforeAll(async () => {
  bundle = await groundBundle();
});
afterAll(() => rmSync(changed, { recursive: true, force: true }));

const replay = async (code: Bundle, file: string) => {
  const { history, workflowId, dataKeys } = await readRecording(join(folder, file));
  await Worker.runReplayHistory({ workflowBundle: code, dataConverter: dataConverter(dataKeys) }, history, workflowId);
};

test('there is a recording of each story', () => {
  expect(files.length).toBeGreaterThanOrEqual(6);
});

test.each(files)("X30: today's code goes on with %s", async (file) => {
  await expect(replay(bundle, file)).resolves.toBeUndefined();
});

test('X30: a change that would break running chats does not get past the recordings', async () => {
  cpSync(join(root, 'workflows'), join(changed, 'workflows'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(changed, 'node_modules'));
  const file = join(changed, 'workflows', 'chat', 'workflow.ts');
  const code = readFileSync(file, 'utf8');
  const careless = code.replace('  do {\n', "  await condition(() => false, '1s');\n  do {\n");
  expect(careless).not.toBe(code);
  writeFileSync(file, careless);
  const broken = await bundleWorkflows(join(changed, 'workflows', 'index.ts'));
  await expect(replay(broken, files[0] ?? '')).rejects.toThrow(/[Nn]ondeterminism/);
});
