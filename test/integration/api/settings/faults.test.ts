import { describe, expect, test } from 'vitest';
import { type Answer, codeOf } from '../../support/http.ts';
import { logIn } from '../../support/visitor.ts';
import { api, iryna, dim, ALL, inForce, publish, setUpSettings } from './settings-stage.ts';

setUpSettings();

interface Remark {
  path: string;
  code: string;
  message: string;
}

const details = (answer: Answer) => answer.json<{ error: { details: Remark[] } }>().error.details;

describe('F18: faults', () => {
  test('every one is named with its path, in the words of the reader, and nothing is published', async () => {
    const { version } = await inForce(ALL);
    const answer = await publish(ALL, {
      contactAttempts: 99,
      phone: true,
      workingHours: {
        timeZone: 'Europe/Kyiv',
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
          tue: [['9', '10']],
        },
      },
      templates: { waiting: { uk: '' } },
    });
    expect([answer.status, codeOf(answer)]).toEqual([422, 'INVALID_SETTINGS']);
    expect(
      details(answer)
        .map(({ path, code }) => `${path} ${code}`)
        .toSorted(),
    ).toEqual([
      'contactAttempts OUT_OF_RANGE',
      'phone UNKNOWN_KEY',
      'templates.waiting.uk EMPTY_TEXT',
      'workingHours.week.mon.1 OVERLAP',
      'workingHours.week.tue.0 WRONG_TIME',
    ]);
    expect(details(answer).find(({ code }) => code === 'EMPTY_TEXT')?.message).toBe('Текст порожній.');
    expect((await inForce(ALL)).version).toBe(version);
  });

  test('hours in no time zone, and languages that are too many together', async () => {
    const zoneless = await publish(ALL, { workingHours: { week: { mon: [] } } });
    expect(details(zoneless)).toMatchObject([{ path: 'workingHours.timeZone', code: 'UNKNOWN_TIME_ZONE' }]);
    const languages = (first: string) =>
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [first + String.fromCharCode(97 + n), 'x']));
    expect((await publish(dim, { templates: { waiting: languages('a') } })).status).toBe(201);
    const many = await publish(dim, { templates: { finished: languages('b') } });
    expect(details(many)).toMatchObject([{ path: 'templates', code: 'OUT_OF_RANGE' }]);
    await publish(dim, {}, { replace: true });
  });

  test('what cannot be kept at all is refused', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`) as object;
    for (const settings of [{ a: 'a\u0000' }, deep])
      expect(codeOf(await iryna.post(ALL, { settings }))).toBe('INVALID_SETTINGS');
    for (const settings of ['text', [], null, undefined])
      expect(codeOf(await iryna.post(ALL, { settings }))).toBe('BAD_REQUEST');
    expect(codeOf(await publish(ALL, {}, { comment: 'x'.repeat(501) }))).toBe('BAD_REQUEST');
  });
});

describe('F18: who may', () => {
  test('auditors read what is published, operators nothing, and both change nothing', async () => {
    const [olena, dmytro] = await Promise.all([logIn(api, 'olena'), logIn(api, 'dmytro')]);
    for (const path of [ALL, dim]) expect((await publish(path, { contactAttempts: 4 })).status).toBe(201);
    const reading = [ALL, dim].flatMap((path) => [path, `${path}/versions`, `${path}/versions/1`]);
    for (const path of [...reading, `${ALL}/history`]) {
      expect([path, (await dmytro.get(path)).status]).toEqual([path, 200]);
      expect([path, codeOf(await olena.get(path))]).toEqual([path, 'NOT_ALLOWED']);
    }
    for (const who of [olena, dmytro]) {
      expect(codeOf(await who.post(ALL, { settings: {} }))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.get(`${dim}/draft`))).toBe('NOT_ALLOWED');
      expect(codeOf(await who.put(`${dim}/draft`, { settings: {}, revision: 0, base: 0 }))).toBe('NOT_ALLOWED');
    }
  });
});
