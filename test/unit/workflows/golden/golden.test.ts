import { describe, expect, test } from 'vitest';
import { asOneSequence, standIns, withoutContacts, withoutNumbers } from '#workflows/golden/example.ts';
import type { Input } from '#workflows/chat/vocabulary.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';
import { finish, hour, noon, olena, replied, take, taras, wrote } from '../chat/chats.ts';
import { exampleOf, lines, outcomeOf, changedBy } from './examples.ts';
import { person } from '../routing/questions.ts';
import { minute, wroteWith } from '../chat/stories.ts';

const phone: SettingsPatch = { requirePhone: true, contactMinutes: 0 };
const waiting = (minutes: number): SettingsPatch => ({ waitingMessage: { enabled: true, minutes } });

describe('F18: a golden chat', () => {
  test('asks for the phone, reads it, and only then hands over', () => {
    const example = exampleOf([wrote(noon), wroteWith({ phone: '+380671234567' }, noon + 2 * minute)], {
      candidates: [person(olena)],
    });
    expect(lines(outcomeOf(example, { ...phone, distribution: 'even' }))).toEqual([
      [0, 'said', 'askPhone'],
      [2, 'contact', 'given'],
      [2, 'said', 'contactThanks'],
      [2, 'assigned', 'only_one'],
    ]);
  });

  test('skips the time up to the waiting message, and goes on for a week after the last word', () => {
    const example = exampleOf([wrote(noon)]);
    expect(lines(outcomeOf(example, waiting(10)))).toEqual([[10, 'said', 'waiting']]);
    const silent = exampleOf([wrote(noon), replied(olena, noon + minute)]);
    const ends = (hours: number) => lines(outcomeOf(silent, { autoFinish: { enabled: true, hours } })).at(-1);
    expect(ends(100)).toEqual([100 * 60 + 1, 'finished', 'silence']);
    expect(ends(200)).toEqual([1, 'status', 'answered']);
  });

  test('hears first what is told in the moment a deadline comes due', () => {
    const example = exampleOf([wrote(noon), replied(olena, noon + 10 * minute)]);
    expect(lines(outcomeOf(example, waiting(10))).map(([, kind]) => kind)).not.toContain('said');
    expect(lines(outcomeOf(example, waiting(9)))).toContainEqual([9, 'said', 'waiting']);
  });

  test('ends where the rules end it, whatever was told afterwards', () => {
    const example = exampleOf([wrote(noon), replied(olena, noon + minute), wrote(noon + 30 * hour)]);
    const outcome = lines(outcomeOf(example, { autoFinish: { enabled: true, hours: 24 } }));
    expect(outcome.at(-1)).toEqual([24 * 60 + 1, 'finished', 'silence']);
  });

  test('asks again where the escalation goes on, and the people of then are chosen by the rules under test', () => {
    const example = exampleOf([wrote(noon)], { candidates: [person(olena), person(taras)] });
    const escalating: SettingsPatch = {
      distribution: 'even',
      escalation: [{ minutes: 5, clock: 'wall', to: 'next', id: null }],
    };
    const outcome = outcomeOf(example, escalating);
    expect(lines(outcome)).toEqual([
      [0, 'assigned', 'turn'],
      [5, 'escalated', 'next'],
      [5, 'left', 'escalated'],
      [5, 'assigned', 'only_one'],
    ]);
    expect(outcome.filter(({ kind }) => kind === 'assigned').map(({ to }) => to)).toEqual([olena, taras]);
  });

  test('names who is refused what they had asked for', () => {
    const example = exampleOf([wrote(noon), { ...take(taras), at: noon + minute }], { candidates: [person(olena)] });
    expect(outcomeOf(example, { distribution: 'even' }).at(-1)).toEqual({
      at: minute,
      kind: 'refused',
      code: 'ALREADY_TAKEN',
      what: 'add_operator',
      to: taras,
    });
  });

  test('says when it was too long to be run to its end', () => {
    const words = Array.from({ length: 600 }, (_, n) => wrote(noon + n * 1000));
    expect(
      lines(outcomeOf(exampleOf(words), {}))
        .at(-1)
        ?.slice(1),
    ).toEqual(['stopped', 'too_long']);
  });

  test('names what other settings make of it', () => {
    const example = exampleOf([wrote(noon)]);
    expect(changedBy(example, waiting(10), waiting(5))).toEqual([
      {
        kind: 'changed',
        expected: { at: 10 * minute, kind: 'said', template: 'waiting', code: 'no_answer' },
        actual: { at: 5 * minute, kind: 'said', template: 'waiting', code: 'no_answer' },
      },
    ]);
    expect(changedBy(example, {}, waiting(5))).toMatchObject([{ kind: 'added', expected: null }]);
    expect(changedBy(example, waiting(5), {})).toMatchObject([{ kind: 'missing', actual: null }]);
    expect(changedBy(example, waiting(5), { ...waiting(5), contactAttempts: 9 })).toEqual([]);
  });

  test('F38: somebody instead of nobody is one difference', () => {
    const example = exampleOf([wrote(noon)], { candidates: [person(olena, { load: 1 })] });
    const full: SettingsPatch = { distribution: 'even', capacity: 1 };
    expect(changedBy(example, full, { distribution: 'even' })).toMatchObject([
      { kind: 'changed', expected: { kind: 'nobody', code: 'all_full' }, actual: { kind: 'assigned', to: olena } },
    ]);
    expect(changedBy(example, {}, full)).toMatchObject([{ kind: 'added', actual: { kind: 'nobody' } }]);
    expect(changedBy(example, {}, { distribution: 'off' })).toEqual([]);
  });
});

describe('F18: what an example is made of', () => {
  test('what was told keeps its order, what people asked stands at its moment', () => {
    const [first, late, last] = [wrote(noon), wrote(noon - minute), wrote(noon + 5 * minute)];
    const [taken, done] = [
      { ...take(olena), at: noon + minute },
      { ...finish(), at: noon + 9 * minute },
    ];
    expect(asOneSequence([first, late, last], [done, taken])).toEqual([first, late, taken, last, done]);
  });

  test('it keeps that a number was given, and whether it was the same, but not the number', () => {
    const [one, same, other] = ['+380671234567', '+380671234567', '+380501112233'].map((given) =>
      wroteWith({ phone: given }, noon),
    );
    const kept = withoutContacts([one!, same!, other!, wrote(noon)], standIns());
    expect(kept.map((input) => 'contact' in input && input.contact)).toEqual([
      { phone: 'known 1' },
      { phone: 'known 1' },
      { phone: 'known 2' },
      false,
    ]);
  });

  test('P1, K1, P3: no answer read generously, nor what was corrected, nor digits of another script', () => {
    // Running numbers and random ids may have the digits of the phone, too.
    const heard = { ...(wrote(noon) as Extract<Input, { kind: 'client_wrote' }>), id: 1, messageId: 'in' };
    const [was, contact] = [{ phone: '+380671234567' }, { phone: '+380671234568' }];
    const told: Input[] = [
      { ...heard, answer: was, intent: 'adds' },
      { id: 2, chatId: heard.chatId, at: noon, kind: 'client_corrected', about: 'm', contact, answer: contact, was },
    ];
    const kept = withoutContacts(told, standIns());
    expect(JSON.stringify(kept).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')).not.toContain('067');
    expect(kept).toMatchObject([
      { answer: { phone: 'known 1' } },
      { was: { phone: 'known 1' }, contact: { phone: 'known 2' } },
    ]);
    expect(withoutNumbers('мій ٠٦٧١٢٣٤٥٦٧, ０６７１２３４５６７ і a@b.example')).toBe('мій …, … і …');
  });
});
