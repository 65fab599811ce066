import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Imports through a wall, each planted in a file of its own. */
const violations = [
  ['workflows/chat/a.ts', `import { x } from '#db/orm.ts';`],
  ['workflows/chat/b.ts', `import { x } from '#activities/activities.ts';`],
  ['workflows/chat/c.ts', `import { x } from '#platform/log.ts';`],
  ['workflows/chat/d.ts', `import { x } from '#config';`],
  ['workflows/chat/e.ts', `import { x } from 'node:fs';`],
  ['workflows/chat/f.ts', `import x from 'pg';`],
  ['workflows/chat/g.ts', `import { x } from '@temporalio/client';`],
  ['workflows/chat/h.ts', `import { x } from '@temporalio/worker';`],
  ['workflows/chat/i.ts', `import { x } from '@mikro-orm/core';`],
  ['workflows/chat/j.ts', `import { x } from '../../db/orm.ts';`],
  ['workflows/chat/k.ts', `import { x } from 'lodash';`],
  ['workflows/chat/l.ts', `export { x } from '#api/app.ts';`],
  ['workflows/chat/p.ts', `import { z } from 'zod';`],
  ['workflows/chat/q.ts', `import { email } from 'zod/v4/mini';`],
  ['workflows/chat/r.ts', `import x from 'validator';`],
  ['db/a.ts', `import { x } from '#api/app.ts';`],
  ['db/b.ts', `import { x } from '#platform/log.ts';`],
  ['db/c.ts', `import { x } from '#workflows/chat/workflow.ts';`],
  ['db/d.ts', `import { x } from '#workflows/chat/messages.ts';`],
  ['db/e/f.ts', `import { x } from '../../activities/activities.ts';`],
  ['db/g.ts', `import { loadConfig } from '#config';`],
  ['db/h.ts', `import { x } from '#workflows/chat/standing.ts';`],
  ['activities/a.ts', `import { x } from '#api/app.ts';`],
  ['activities/b.ts', `import { x } from '#workflows/chat/workflow.ts';`],
  ['activities/c.ts', `import { x } from '#workflows/chat/decide.ts';`],
  ['activities/d/e.ts', `import { x } from '../../api/app.ts';`],
  ['activities/f.ts', `import { loadConfig } from '#config';`],
  ['api/a.ts', `import { x } from '#activities/activities.ts';`],
  ['api/b.ts', `import { chatWorkflow } from '#workflows/chat/workflow.ts';`],
  ['api/c/d.ts', `import { x } from '../../activities/activities.ts';`],
  ['api/e.ts', `import { loadConfig } from '#config';`],
  ['api/f.ts', `import { x } from '#test/ground/database.ts';`],
  ['platform/a.ts', `import { x } from '#db/orm.ts';`],
  ['platform/b.ts', `import { x } from '#config';`],
  ['web/src/a.ts', `import { x } from '#db/orm.ts';`],
  ['web/src/b.ts', `import { x } from '#api/routes/chats.ts';`],
  ['web/src/c.ts', `import { app } from '#api/app.ts';`],
  ['web/src/d.ts', `import { x } from '../../workflows/chat/vocabulary.ts';`],
  ['web/src/e.ts', `import type { x } from '#workflows/chat/vocabulary.ts';`],
  ['start/a.ts', `import { x } from '#db/orm.ts';`],
  ['start/b.ts', `import { x } from '../api/app.ts';`],
  ['api/g.ts', `export const x = process.env['HOME'];`],
  ['activities/g.ts', `export const x = process.env.HOME;`],
] as const;

/** What the walls let through. */
const allowed = [
  ['workflows/chat/m.ts', `import { x } from './vocabulary.ts'; import { y } from '@temporalio/workflow';`],
  ['workflows/chat/n.ts', `import { x } from '@temporalio/common'; import p from 'libphonenumber-js/max';`],
  ['workflows/chat/o.ts', `import { regexes } from 'zod/v4/core';`],
  ['db/m.ts', `import type { x } from '#workflows/chat/vocabulary.ts'; import { y } from '#workflows/chat/needs.ts';`],
  ['db/n.ts', `import { x } from '#workflows/routing/choose.ts'; import { y } from '#workflows/settings/merge.ts';`],
  ['activities/m.ts', `import { x } from '#workflows/chat/messages.ts'; import { y } from '#db/orm.ts';`],
  ['activities/n.ts', `import { x } from '#workflows/chat/needs.ts'; import { y } from '#platform/log.ts';`],
  ['activities/o.ts', `import { x } from '#workflows/routing/choose.ts';`],
  ['activities/worker.ts', `import { loadConfig } from '#config';`],
  ['api/m.ts', `import type { chatWorkflow } from '#workflows/chat/workflow.ts'; import { y } from '#db/orm.ts';`],
  ['web/src/m.ts', `import type { AppType } from '#api/app.ts'; import { y } from '#lib/desk/thread.ts';`],
  ['start/m.ts', `import { loadConfig } from '#config'; import { y } from '#start/ports.ts';`],
  ['test/unit/m.ts', `import { x } from '#db/orm.ts'; import { y } from '#activities/activities.ts';`],
  ['config.ts', `export const x = process.env['HOME'];`],
] as const;

let folder: string;
let caught: Set<string>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rozmova-walls-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  for (const [file, text] of [...violations, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  caught = new Set(
    diagnosticsOf(folder)
      .filter(isWall)
      .map((diagnostic) => diagnostic.filename),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(violations)('the wall catches %s: %s', (file) => {
  expect(caught).toContain(file);
});

test.each(allowed)('the wall lets %s through: %s', (file) => {
  expect(caught).not.toContain(file);
});

type Diagnostic = { filename: string; code: string };

function isWall({ code }: Diagnostic): boolean {
  return /no-restricted-imports|no-process-env/.test(code);
}

function diagnosticsOf(cwd: string): Diagnostic[] {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [oxlint, '--format=json'], { cwd, encoding: 'utf8' });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: string };
    return (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  }
}
