import v8 from 'node:v8';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before everything else (`node --import`). The workflow library notes where each promise of a workflow was
 * made, for a list of call stacks that one may ask Temporal's own page for: a fifth of what a worker does, while a chat
 * says in its timeline where it stands. Without this hook the library goes without; the main thread, in which no
 * workflow runs, keeps it.
 */
if (!isMainThread) v8.promiseHooks.createHook = () => () => undefined;
