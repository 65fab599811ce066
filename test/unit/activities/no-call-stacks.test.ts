import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../../activities/builds/no-call-stacks.ts');

/** Whether a hook of the kind that the workflow library sets hears of a promise. */
const HEARS = `
  import v8 from 'node:v8';
  import { isMainThread, parentPort, Worker } from 'node:worker_threads';
  let hears = false;
  const stop = v8.promiseHooks.createHook({ init: () => { hears = true; } });
  Promise.resolve().then(() => 0);
  stop();`;
const IN_THREAD = `data:text/javascript,${encodeURIComponent(`${HEARS} parentPort.postMessage(hears);`)}`;
const IN_BOTH = `${HEARS}
  new Worker(new URL(${JSON.stringify(IN_THREAD)})).on('message', (inThread) => {
    console.log(JSON.stringify({ inMain: hears, inThread }));
  });`;

const told = (...flags: string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [...flags, '--input-type=module', '-e', IN_BOTH], { encoding: 'utf8' }));

test('where workflows run nobody notes the stack of each promise', () => {
  expect(told()).toEqual({ inMain: true, inThread: true });
  expect(told(`--import=${file}`)).toEqual({ inMain: true, inThread: false });
});
