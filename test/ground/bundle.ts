import { readFile } from 'node:fs/promises';
import { inject } from 'vitest';
import type { Bundle } from '#activities/builds/bundle.ts';

/** The workflows' code, which the ground made once for all: every stage that bundles anew costs a second or two. */
export const groundBundle = async (): Promise<Bundle> => ({ code: await readFile(inject('workflowsFile'), 'utf8') });
