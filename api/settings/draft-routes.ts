import { Hono } from 'hono';
import { audit } from '#db/people/audit.ts';
import { deleteDraft, findDraft, saveDraft } from '#db/settings/drafts.ts';
import { allow, me } from '../access/allow.ts';
import { inLine } from '../access/line.ts';
import type { ApiDeps, ApiEnv } from '../http/deps.ts';
import { check, describe } from '../http/describe.ts';
import { ApiError } from '../errors/error.ts';
import { calendarAnswer, calendarFile, draftAnswer, draftChange, previewAnswer, previewQuestion } from './schema.ts';
import { readDraft, soundOf, toDraft } from './draft.ts';
import { inWords } from './words.ts';
import { importCalendar } from './ics/import-calendar.ts';
import { complaintInWords } from './ics/words.ts';
import { preview } from './preview.ts';
import { scopeOf } from './scope.ts';

/** Settings of a scope that are being written: one draft, shared by the admins. */
export const settingsDraft = (deps: ApiDeps) =>
  new Hono<ApiEnv>()
    .get(
      '/draft',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'The draft, and what publishing it would mean',
        answers: { 200: draftAnswer },
      }),
      async (c) => c.json(await readDraft(deps, await scopeOf(deps, c), me(c).employee.language)),
    )
    .put(
      '/draft',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Save the draft',
        description: 'Also with faults: they stand in `check`.',
        answers: { 200: draftAnswer },
        errors: ['DRAFT_CHANGED', 'INVALID_SETTINGS'],
      }),
      check('json', draftChange),
      async (c) => {
        const scope = await scopeOf(deps, c);
        const { pool } = deps.database;
        const { id: authorId, language } = me(c).employee;
        if (!(await saveDraft(pool, { pageId: scope.pageId, authorId, ...c.req.valid('json') }))) {
          const theirs = await findDraft(pool, scope.pageId);
          throw new ApiError('DRAFT_CHANGED', theirs && toDraft(theirs));
        }
        return c.json(await readDraft(deps, scope, language));
      },
    )
    .delete(
      '/draft',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Discard the draft',
        answers: { 204: null },
      }),
      async (c) => {
        const { pageId } = await scopeOf(deps, c);
        if (await deleteDraft(deps.database.pool, pageId)) {
          await audit(deps.database.pool, {
            kind: 'settings_draft_discarded',
            employeeId: me(c).employee.id,
            address: c.get('address'),
            detail: { page: pageId },
          });
        }
        return c.body(null, 204);
      },
    )
    .post(
      '/preview',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'A text as such a client would get it now',
        answers: { 200: previewAnswer },
        errors: ['INVALID_SETTINGS'],
      }),
      inLine('preview'),
      check('json', previewQuestion),
      async (c) => {
        const scope = await scopeOf(deps, c);
        const { settings, ...question } = c.req.valid('json');
        const { sound, faults } = await soundOf(deps, scope, settings);
        // What is still wrong elsewhere does not matter to this text.
        const here = faults.filter(({ path }) => `${path}.`.startsWith(`templates.${question.template}.`));
        if (here.length > 0) {
          const { language } = me(c).employee;
          throw new ApiError(
            'INVALID_SETTINGS',
            here.map((fault) => inWords(fault, language)),
          );
        }
        return c.json(await preview(deps, scope, scope.with(sound), question));
      },
    )
    .post(
      '/calendar',
      allow('admin', deps),
      describe({
        tag: 'Settings',
        summary: 'Days of an iCalendar file as exceptions',
        description:
          'From today on and for three years. All-day events are days off; an event with times is what is worked that day. What cannot be read is told with its line and takes nothing else along. Nothing is saved.',
        answers: { 200: calendarAnswer },
        errors: ['INVALID_CALENDAR', 'TOO_SLOW'],
      }),
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
