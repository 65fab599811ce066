import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApi, type TestApi } from '../../support/api.ts';
import { codeOf } from '../../support/http.ts';
import { logIn, type Visitor } from '../../support/visitor.ts';

const ALL = '/api/settings';

interface Remark {
  path: string;
  code: string;
  message: string;
}
interface Draft {
  draft: { settings: object; base: number; revision: number } | null;
  check: {
    faults: Remark[];
    warnings: Remark[];
    changes: { path: string; from: unknown; to: unknown }[];
    hours: { open: boolean; opensAt: string | null };
  };
}

let api: TestApi;
let iryna: Visitor;
let dim: string;

beforeAll(async () => {
  api = await createApi();
  iryna = await logIn(api, 'iryna');
  dim = `/api/pages/${api.pages.dim.id}/settings`;
});
afterAll(() => api.stop());

describe('F18: the draft', () => {
  const draft = async (path = dim) => (await iryna.get(`${path}/draft`)).json<Draft>();
  const save = (settings: object, revision: number) => iryna.put(`${dim}/draft`, { settings, revision, base: 1 });

  test('is saved with its faults, and tells what publishing it would mean', async () => {
    expect(await draft()).toMatchObject({ draft: null, check: { faults: [], changes: [] } });
    const never = { timeZone: 'Europe/Kyiv', week: {}, exceptions: [] };
    const saved = await save(
      { contactAttempts: -1, workingHours: never, templates: { waiting: { uk: '{{ім’я}}' } } },
      0,
    );
    expect(saved.status).toBe(200);
    expect(saved.json<Draft>()).toMatchObject({
      draft: { base: 1, revision: expect.any(Number) as number, settings: { contactAttempts: -1 } },
      check: {
        faults: [{ path: 'contactAttempts', code: 'OUT_OF_RANGE' }],
        warnings: [
          { path: 'templates.waiting.uk', code: 'UNKNOWN_VARIABLE' },
          { path: 'workingHours', code: 'NEVER_OPEN' },
        ],
        hours: { open: false, opensAt: null },
      },
    });
    expect((await draft()).check.changes).toContainEqual({ path: 'contactAttempts', from: null, to: -1 });
  });

  test('odd ones break nothing', async () => {
    let revision = (await draft()).draft?.revision ?? 0;
    const odd = [
      { workingHours: [[]] },
      { templates: { waiting: [1], x: null } },
      { workingHours: { week: 5, exceptions: [null] } },
    ];
    for (const settings of odd) {
      const saved = await save(settings, revision);
      expect([saved.status, saved.json<Draft>().check.faults.length > 0]).toEqual([200, true]);
      revision += 1;
    }
  });

  test('is not overwritten by who has not seen it', async () => {
    const revision = (await draft()).draft?.revision ?? 0;
    const answers = await Promise.all([1, 2].map((n) => save({ contactAttempts: n }, revision)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409']);
    const refused = await save({}, 0);
    expect(codeOf(refused)).toBe('DRAFT_CHANGED');
    expect(refused.json()).toMatchObject({ error: { details: { revision: revision + 1 } } });
  });

  test('is discarded, or is gone when it is published', async () => {
    expect((await iryna.delete(`${dim}/draft`)).status).toBe(204);
    expect((await iryna.delete(`${dim}/draft`)).status).toBe(204);
    const { rows } = await api.database.pool.query(`select detail from audit where kind = 'settings_draft_discarded'`);
    expect(rows).toEqual([{ detail: { page: api.pages.dim.id } }]);
    const begun = (await save({ contactAttempts: 4 }, 0)).json<Draft>().draft?.revision ?? 0;
    await save({ contactAttempts: 5 }, begun);
    const publish = (draftRevision?: number) =>
      iryna.post(dim, { settings: { contactAttempts: 4 }, replace: true, ...(draftRevision ? { draftRevision } : {}) });
    const stale = await publish(begun);
    expect([stale.status, codeOf(stale)]).toEqual([409, 'DRAFT_CHANGED']);
    expect(stale.json()).toMatchObject({ error: { details: { settings: { contactAttempts: 5 } } } });
    // Who publishes something else takes nobody's draft away.
    expect((await publish()).status).toBe(201);
    expect((await draft()).draft).toMatchObject({ settings: { contactAttempts: 5 } });
    expect((await publish(begun + 1)).status).toBe(201);
    expect((await draft()).draft).toBeNull();
    expect(codeOf(await save({}, 1))).toBe('DRAFT_CHANGED');
  });
});

describe('F18: the preview', () => {
  const templates = {
    waiting: {
      uk: 'Хвилинку, {{first_name}}! {{nope}}',
      pl: 'Chwileczkę, {{first_name}}!',
      pt_BR: 'Já, {{first_name}}!',
    },
  };
  const ask = async (question: object, settings: object = { templates }) =>
    iryna.post(`${dim}/preview`, { settings, template: 'waiting', locale: null, firstName: 'Оля', ...question });

  test.each([
    [{ locale: 'pl_PL' }, { text: 'Chwileczkę, Оля!', language: 'pl', reason: 'language', unknown: [] }],
    [{ locale: 'pt_BR' }, { text: 'Já, Оля!', language: 'pt_BR', reason: 'locale' }],
    [{ locale: 'de_DE' }, { text: 'Хвилинку, Оля!', language: 'uk', reason: 'no_text', unknown: ['nope'] }],
    [{ locale: null }, { language: 'uk', reason: 'not_told' }],
    [
      { locale: 'uk_UA', language: 'en' },
      { language: 'en', reason: null },
    ],
    [{ language: 'de' }, { text: '', language: 'de', reason: null }],
    [{ locale: 'uk_UA', firstName: '' }, { text: 'Хвилинку!' }],
    [{ template: 'automaticNote', locale: 'en_US' }, { text: 'This is an automatic message.' }],
  ])('%j', async (question, expected) => {
    const answer = await ask(question);
    expect([answer.status, answer.json()]).toMatchObject([200, expected]);
  });

  test('hours and the next opening are those of the draft', async () => {
    const workingHours = { timeZone: 'Europe/Kyiv', week: { mon: [['09:00', '18:00']] }, exceptions: [] };
    const answer = await ask({ template: 'outOfHours', locale: 'uk_UA' }, { workingHours, discloseAutomatic: true });
    const { text, opensAt } = answer.json<{ text: string; opensAt: string }>();
    expect(text).toMatch(/о 09:00.*пн 09:00–18:00.*\n\nЦе автоматичне повідомлення\.$/s);
    expect(new Date(opensAt).getUTCDay()).toBe(1);
  });

  test('a fault of this text is told, one elsewhere does not matter', async () => {
    expect((await ask({}, { templates, contactAttempts: 99 })).status).toBe(200);
    expect(codeOf(await ask({}, { templates: { waiting: { uk: '' } } }))).toBe('INVALID_SETTINGS');
    expect(codeOf(await ask({ template: 'goodbye' }))).toBe('BAD_REQUEST');
  });
});

describe('F18: the calendar', () => {
  test('gives exceptions, or is refused', async () => {
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const event = ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`, 'SUMMARY:Свято', 'END:VEVENT'];
    const ics = ['BEGIN:VCALENDAR', ...event, 'END:VCALENDAR'].join('\n');
    const read = await iryna.post(`${ALL}/calendar`, { ics, timeZone: 'Europe/Kyiv' });
    expect(read.json()).toEqual({ exceptions: [{ date: day, intervals: [], name: 'Свято' }], warnings: [] });
    const partly = await iryna.post(`${ALL}/calendar`, { ics: `${ics}\nnoise`, timeZone: 'Europe/Kyiv' });
    expect(partly.json()).toMatchObject({
      exceptions: [{ date: day }],
      warnings: [{ line: 7, code: 'UNREADABLE_LINE', message: expect.stringContaining('«noise»') as string }],
    });
    const refused = await iryna.post(`${ALL}/calendar`, { ics: 'hello', timeZone: 'Europe/Kyiv' });
    expect([refused.status, codeOf(refused)]).toEqual([422, 'INVALID_CALENDAR']);
    expect(codeOf(await iryna.post(`${ALL}/calendar`, { ics, timeZone: 'Mars' }))).toBe('INVALID_CALENDAR');
  });
});
