import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { deleteDraft, findDraft, saveDraft } from '#db/settings/drafts.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import { note } from '../access/note.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { readDraft, soundOf, toDraft } from './draft.ts';
import { importCalendar } from './ics/import-calendar.ts';
import { complaintInWords } from './ics/words.ts';
import { operations } from './operations.ts';
import { preview } from './preview.ts';
import { calendarFile, draftChange, previewQuestion } from './schema.ts';
import { scopeOf } from './scope.ts';
import { invalidSettings } from './words.ts';

/** Settings of a scope that are being written: one draft, shared by the admins. */
export const settingsDraft = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get('/draft', allow('admin', deps), describe(operations.readDraft), async (c) =>
      c.json(await readDraft(deps, await scopeOf(deps, c), me(c).employee.language)),
    )
    .put('/draft', allow('admin', deps), describe(operations.saveDraft), check('json', draftChange), async (c) =>
      c.json(await save(deps, c, c.req.valid('json'))),
    )
    .delete('/draft', allow('admin', deps), describe(operations.discardDraft), async (c) => {
      const { pageId } = await scopeOf(deps, c);
      if (await deleteDraft(deps.database.pool, pageId))
        await note(deps, c, 'settings_draft_discarded', { page: pageId });
      return c.body(null, 204);
    })
    .post(
      '/preview',
      allow('admin', deps),
      describe(operations.preview),
      inLine('preview'),
      check('json', previewQuestion),
      async (c) => c.json(await previewOf(deps, c, c.req.valid('json'))),
    )
    .post(
      '/calendar',
      allow('admin', deps),
      describe(operations.importCalendar),
      inLine('calendar'),
      check('json', calendarFile),
      async (c) => {
        await scopeOf(deps, c);
        const { ics, timeZone } = c.req.valid('json');
        const { days, complaints } = await importCalendar(ics, timeZone);
        const { language } = me(c).employee;
        return c.json({ exceptions: days, warnings: complaints.map((one) => complaintInWords(one, language)) });
      },
    );

async function save(deps: ApiDeps, c: Context<ApiEnv>, change: z.infer<typeof draftChange>) {
  const scope = await scopeOf(deps, c);
  const { pool } = deps.database;
  const { id: authorId, language } = me(c).employee;
  if (!(await saveDraft(pool, { pageId: scope.pageId, authorId, ...change }))) {
    const theirs = await findDraft(pool, scope.pageId);
    throw new ApiError('DRAFT_CHANGED', theirs && toDraft(theirs));
  }
  return readDraft(deps, scope, language);
}

async function previewOf(deps: ApiDeps, c: Context<ApiEnv>, given: z.infer<typeof previewQuestion>) {
  const scope = await scopeOf(deps, c);
  const { settings, ...question } = given;
  const { sound, faults } = await soundOf(deps, scope, settings);
  // What is still wrong elsewhere does not matter to this text.
  const here = faults.filter(({ path }) => `${path}.`.startsWith(`templates.${question.template}.`));
  if (here.length > 0) throw invalidSettings(here, me(c).employee.language);
  return preview(deps, scope, scope.with(sound), question);
}
