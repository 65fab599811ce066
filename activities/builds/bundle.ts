import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { slim } from './slim.ts';

export type Bundle = Pick<WorkflowBundleWithSourceMap, 'code'>;

/** The workflows' code as the worker runs it, from `entry` (by default this project's). */
export async function bundleWorkflows(
  entry = fileURLToPath(import.meta.resolve('#workflows/index.ts')),
): Promise<Bundle> {
  // The bundler's own report is no event: the log has one JSON object a line.
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({
    workflowsPath: entry,
    failureConverterPath: failureConverter,
    preloadModules: SHARED,
    logger,
  });
  return { code: slim(code) };
}

/**
 * Pure parts of the core, with all they import: evaluated once for a worker, and not anew for each chat it holds. What
 * imports Temporal's own library has to be of one chat; what is here keeps nothing but what it computed.
 */
export const SHARED = [
  '#workflows/chat/decide.ts',
  '#workflows/chat/behaviours/index.ts',
  '#workflows/chat/parse/input.ts',
  '#workflows/chat/parse/request.ts',
  '#workflows/chat/requests/refuse.ts',
].map((name) => fileURLToPath(import.meta.resolve(name)));

const failureConverter = fileURLToPath(import.meta.resolve('#platform/failure-converter.ts'));

/** As it was made with the program, where that is built; else made now, in a process of its own. */
export async function readyBundle(): Promise<Bundle> {
  const made = new URL('./workflows.js', import.meta.url);
  return existsSync(made) ? { code: readFileSync(made, 'utf8') } : bundleInChild();
}

async function bundleInChild(): Promise<Bundle> {
  const child = fork(fileURLToPath(new URL('./bundle-process.ts', import.meta.url)), { stdio: 'inherit' });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the workflows could not be bundled (exit code ${String(code)})`);
  });
  const [bundle] = (await Promise.race([once(child, 'message'), ended])) as [Bundle];
  ended.catch(() => undefined);
  return bundle;
}

/** Names a build: the same code has the same name. */
export function buildId(bundle: Bundle): string {
  return createHash('sha256').update(bundle.code).digest('hex').slice(0, 12);
}
