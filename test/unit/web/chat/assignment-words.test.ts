import { afterEach, describe, expect, test } from 'vitest';
import { assignmentSchema } from '#api/routing/assignment-schema.ts';
import { chatSchema } from '#api/chats/schema.ts';
import type { Assignment, Deadline, Remark } from '#lib/api/types.ts';
import { elseWords, storyOf, titleOf, whyNotMe } from '#lib/chat/assignment/assignment-words.ts';
import { chosenBecause, chosenText } from '#lib/chat/assignment/chosen-words.ts';
import { chipWords, deadlineName } from '#lib/chat/deadlines/deadline-words.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { remarkWords } from '#lib/chat/assignment/remark-words.ts';
import { waitingReason, waitingText, waitingWords } from '#lib/chat/assignment/waiting-words.ts';
import { assignment, dmytro, row } from './assignment-fixtures.ts';
import { chat, olena, taras } from './chat-fixtures.ts';

const now = new Date(2026, 10, 17, 20);
const codes = assignmentSchema.shape.code.options;
const remarks = assignmentSchema.shape.considered.element.shape.pros.element.shape.code.options;
const reasons = chatSchema.shape.waiting.unwrap().shape.reason.options;
const changes = assignmentSchema.shape.whatElse.element.shape.change.options;
const deadlines = chatSchema.shape.deadlines.element.shape.kind.options;

const speak = (language: 'uk' | 'en') => overwriteGetLocale(() => language);
afterEach(() => speak('uk'));

/** What is not words: the key of a message, a code, a gap where a fact should be, another language. */
function faultsIn(said: string[], language: 'uk' | 'en'): string[] {
  const own = language === 'uk' ? /\p{Script=Cyrillic}{2}/u : /[a-z]{2}/u;
  return said.filter((words) => {
    const plain = [dmytro, olena].reduce((rest, { name }) => rest.replaceAll(name, ''), words);
    const isForeign = language === 'en' && /\p{Script=Cyrillic}/u.test(plain);
    return !own.test(plain) || isForeign || /undefined|NaN|Invalid|_|[{}]/u.test(words);
  });
}

describe.each(['uk', 'en'] as const)('everything routing may say has words, %s', (language) => {
  test.each(codes)('F10: chosen, or nobody: %s', (code) => {
    speak(language);
    expect(faultsIn([chosenBecause(code), chosenText(code)], language)).toEqual([]);
  });

  test.each(remarks)('F10: for or against: %s', (code) => {
    speak(language);
    const facts: Partial<Record<Remark['code'], string | number>> = {
      knows_language: 'en_GB',
      language: 'en_GB',
      on_leave: new Date(2026, 10, 19, 9).getTime(),
      more_chats: 2,
    };
    const told = remarkWords(code in facts ? { code, fact: facts[code] } : { code }, now);
    expect(faultsIn([told], language)).toEqual([]);
  });

  test.each(reasons)('F10: a chat without an operator: %s', (reason) => {
    speak(language);
    const waiting = { since: '2026-11-17T12:05:00.000Z', reason, recordId: null };
    const said = [waitingReason(reason), waitingText(reason), waitingWords({ waiting }, now)];
    expect(faultsIn(said, language)).toEqual([]);
  });

  test.each(changes)('F10: what would have changed it: %s', (change) => {
    speak(language);
    const whatElse = [{ person: dmytro, change }];
    const said = [assignment({ whatElse }), assignment({ whatElse, me: 1 })].flatMap(elseWords);
    expect(said).toHaveLength(2);
    expect(faultsIn(said, language)).toEqual([]);
  });

  test.each(deadlines)('F16: a deadline: %s', (kind) => {
    speak(language);
    const { text, short } = chipWords({ kind, at: now.toISOString() } as Deadline, now.getTime());
    expect(faultsIn([deadlineName(kind), text, short], language)).toEqual([]);
  });
});

test.each<[Remark, string]>([
  [{ code: 'more_chats', fact: 1 }, 'на 1 чат більше'],
  [{ code: 'more_chats', fact: 3 }, 'на 3 чати більше'],
  [{ code: 'more_chats', fact: 5 }, 'на 5 чатів більше'],
  [{ code: 'on_leave', fact: new Date(2026, 10, 19, 9).getTime() }, 'відпустка до 19.11, 09:00'],
  [{ code: 'language', fact: 'pl_PL' }, 'не знає польської'],
  [{ code: 'knows_language', fact: 'en_GB' }, 'знає англійську, мову клієнта'],
])('F10: %o is “%s”', (remark, words) => {
  expect(remarkWords(remark, now)).toBe(words);
});

describe('the story of a choice', () => {
  test('F10: whose turn it was, by which rule', () => {
    const told = assignment({ code: 'turn', tieBreak: 'turn', rule: { id: 'r', name: 'Роздріб' } });
    expect(titleOf(told)).toBe('Чому Олена Коваль');
    expect(say(told)).toBe(
      [
        'Клієнт написав, і чату знадобився оператор. На зміні — 2 з 3. Спрацювало правило <«Роздріб»>. З',
        'вільних на зміні чат отримує той, хто найдовше не мав нового.',
      ].join(' '),
    );
  });

  test('F10: the operator of the last chat is named where it is somebody else', () => {
    const away = row(taras, { standing: 'passed', presence: 'offline', pros: [{ code: 'previous' }] });
    expect(say(assignment({ considered: [row(olena, { standing: 'chosen' }), away] }))).toContain(
      '<Тарас Бойко> — оператор попереднього чату, та цього разу завадило: не на зміні.',
    );
  });

  test.each<[Partial<Assignment>, string]>([
    [{ fellBack: true, strategy: 'active', code: 'turn' }, 'На зміні не було з кого обрати, тож обирали з-поміж усіх.'],
    [{ strategy: 'even', code: 'turn' }, 'З усіх вільних чат отримує той, хто найдовше не мав нового.'],
    [{ code: 'least', strategy: 'least', tieBreak: 'turn' }, 'Відкритих чатів було порівну, тож вирішила черга.'],
    [{ tieBreak: 'id' }, 'Усе було порівну, тож вирішив сталий порядок.'],
    [{ kind: 'next' }, 'тож чат шукав наступного оператора.'],
    [{ state: 'void' }, 'оператор йому вже не був потрібен.'],
    [{ waitingSince: new Date(2026, 10, 17, 12, 5).toISOString() }, 'Чат чекав на оператора з 12:05.'],
  ])('F10: %o', (is, sentence) => {
    expect(say(assignment(is))).toContain(sentence);
  });

  test('F10: who reads learns why it was not them', () => {
    expect(whyNotMe(assignment({ me: 0 }), now)).toBe('');
    expect(whyNotMe(assignment({ me: null }), now)).toBe('');
    expect(whyNotMe(assignment({ me: 1 }), now)).toBe('Чому не ви: на 2 чати більше.');
    const considered = [row(olena, { standing: 'chosen' }), row(dmytro)];
    expect(whyNotMe(assignment({ me: 1, considered, code: 'manager' }), now)).toBe(
      'Чому не ви: Олена Коваль, персональний менеджер клієнта.',
    );
  });

  test('F10: changes of one kind are one sentence, the reader’s is their own', () => {
    const whatElse = [olena, dmytro, taras].map((person) => ({ person, change: 'free' as const }));
    expect(elseWords(assignment({ whatElse, me: 1 }))).toEqual([
      'Якби не інші відкриті чати, обрали б: Олена Коваль або Тарас Бойко.',
      'Якби не ваші інші відкриті чати, обрали б вас.',
    ]);
  });

  test('F10: nobody could be chosen, and who was deleted since has no name', () => {
    const none = assignment({ operator: null, code: 'all_full', state: 'nobody' });
    expect(titleOf(none)).toBe('Чому нікого');
    expect(say(none)).toContain('мають стільки відкритих чатів, скільки дозволено.');
    expect(titleOf(assignment({ operator: { id: 'gone', name: null } }))).toBe('Чому —');
  });
});

test('F10: a chat that waits says since when and why; one that was answered does not wait for a person', () => {
  const since = new Date(2026, 10, 17, 14, 5).toISOString();
  const words = (reason: (typeof reasons)[number]) =>
    waitingWords(chat(1, { waiting: { since, reason, recordId: null } }), now);
  expect(words('all_full')).toBe('Чекає на оператора з 14:05 — усі зайняті');
  expect(words('answered')).toBe('Без оператора з 14:05 — клієнту відповіли');
  expect(waitingWords(chat(1), now)).toBe('');
});

function say(told: Assignment): string {
  return storyOf(told, now)
    .map(({ text, strong }) => (strong ? `<${text}>` : text))
    .join('');
}
