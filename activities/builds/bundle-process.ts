import { writeFileSync } from 'node:fs';
import { bundleWorkflows } from './bundle.ts';

/**
 * A process of its own for the bundler: it takes more memory than the worker, and only for a second. Into the file it
 * is told, or to the process that wants it.
 */
const { code } = await bundleWorkflows();
const file = process.argv[2];
if (file) writeFileSync(file, code);
process.send?.({ code }, () => process.disconnect());
