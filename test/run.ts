import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskBuild } from '#start/web.ts';
import { type Count, counted, failedFiles, steadied } from '#test/ground/run-again.ts';

/** The one list of checks, for a laptop and for CI: `npm test` runs all, `npm run check` the quick ones. */
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'rozmova-run-'));

type Step = { name: string; isQuick: boolean; run: () => Promise<Count & { output: string }> };

/**
 * One group after the other. What stands in one group runs two at a time, the longest first: that is as much as two
 * cores and their memory bear.
 */
const groups: Step[][] = [
  // Before all others but one: lint and types read what the build generates, and the format is of what we write.
  [{ name: 'build of the desk', isQuick: true, run: buildDesk }, tool('format', true, 'oxfmt/bin/oxfmt', ['--check'])],
  [
    tool('types of the desk', true, 'svelte-check/bin/svelte-check', ['--fail-on-warnings'], 'web'),
    // One reading of all files is enough for both: the rules that want types make the compiler's program anyway.
    tool('lint and types', true, 'oxlint/bin/oxlint', ['--deny-warnings', '--type-check']),
    tool('dead code', false, 'knip/bin/knip.js', ['--no-config-hints']),
  ],
  [tests('unit', true, ['unit', 'desk'])],
  // Each has lanes of its own: beside each other they would wait for the two cores until patience is over.
  [tests('integration', false, ['integration'])],
  [tests('faults', false, ['faults'])],
  [tests('browser', false, ['browser'])],
];
const AT_ONCE = 2;

const isShort = process.argv.includes('--short');
const total: Count = { passed: 0, failed: 0 };
for (const group of groups) {
  const waiting = group.filter(({ isQuick }) => isQuick || !isShort);
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await runStep(step);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
rmSync(folder, { recursive: true, force: true });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runStep(step: Step): Promise<void> {
  const started = performance.now();
  const { passed, failed, output } = await step.run();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (failed > 0) console.log(output.trimEnd());
  const numbers = passed + failed > 1 ? `, ${passed} passed, ${failed} failed` : '';
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s${numbers})`);
}

function tool(name: string, isQuick: boolean, script: string, args: string[], cwd = '.'): Step {
  return { name, isQuick, run: async () => one(await node(script, args, cwd)) };
}

/** Tests on real parts that fail are run once more, alone; what passes then is named as unsteady (`run-again.ts`). */
function tests(name: string, isQuick: boolean, projects: string[]): Step {
  return {
    name,
    isQuick,
    run: async () => {
      const first = await vitest(name, projects);
      const again = isQuick ? [] : failedFiles(first.report);
      if (again.length === 0) return { ...counted(first.report, first.code), output: first.output };
      const second = await vitest(`${name}-again`, projects, ['--maxWorkers=1', ...again]);
      const { unsteady, ...count } = steadied(first.report, second.report, second.code);
      // What it said the first time is all that is known of the race.
      if (unsteady.length > 0) console.log(first.output.slice(first.output.indexOf('Failed Tests')).trimEnd());
      for (const test of unsteady) console.log(`UNSTEADY ${test}`);
      return { ...count, output: `${first.output}\n${second.output}` };
    },
  };
}

async function vitest(name: string, projects: string[], more: string[] = []): Promise<Result & { report: string }> {
  const file = join(folder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const which = projects.flatMap((project) => ['--project', project]);
  const result = await node('vitest/vitest.mjs', ['run', ...which, ...reporters, ...more]);
  return { ...result, report: existsSync(file) ? readFileSync(file, 'utf8') : '' };
}

async function buildDesk(): Promise<Count & { output: string }> {
  if (deskBuild(root).isCurrent) return { passed: 1, failed: 0, output: '' };
  return one(await node('../start/build-desk.ts', []));
}

type Result = { code: number; output: string };

function one({ code, output }: Result): Count & { output: string } {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

function node(script: string, args: string[], cwd = '.'): Promise<Result> {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const command = [join(root, 'node_modules', script), ...args];
  const child = spawn(process.execPath, command, { cwd: join(root, cwd), env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
