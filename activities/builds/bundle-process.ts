import { bundleWorkflows } from './bundle.ts';

/** A process of its own for the bundler: it takes more memory than the worker, and only for a second. */
const bundle = await bundleWorkflows();
process.send?.({ code: bundle.code }, () => process.disconnect());
