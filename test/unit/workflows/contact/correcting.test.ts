import { describe, expect, test } from 'vitest';
import { readWords } from '#workflows/reading/contact.ts';
import { decide } from '#workflows/chat/decide.ts';
import type { ChatState, Input, Outcome } from '#workflows/chat/vocabulary.ts';
import { answeredInMeta, identity, noon, olena, replied, wrote } from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { codes, minute, run, said } from '../chat/stories.ts';

type Wrote = Extract<Input, { kind: 'client_wrote' }>;

const both = rulesWith({ requirePhone: true, requireEmail: true, contactMinutes: 0 });
const phoneOnly = rulesWith({ requirePhone: true, contactMinutes: 30 });
const [first, second] = ['+380671234567', '+380671234568'];

/** As the API tells it. */
const says = (text: string, at: number, messageId = `m ${at}`): Input => {
  const { contact, ...more } = readWords(text, 'UA');
  const isFound = contact.phone !== undefined || contact.email !== undefined;
  return { ...(wrote(at) as Wrote), messageId, ...(isFound ? { contact } : {}), ...more };
};
const edits = (about: string, text: string, at: number, was = ''): Input => {
  const { id, chatId } = wrote(at) as Wrote;
  const { contact, answer = {} } = readWords(text, 'UA');
  const before = readWords(was, 'UA').contact;
  return { id, chatId, at, kind: 'client_corrected', about, contact, answer, was: before };
};
const kept = ({ commands }: Outcome) =>
  commands.flatMap((command) => (command.kind === 'keep_contact' ? [command.contact] : []));

describe('K2: a correction in the next breath', () => {
  const asked = [wrote(noon), says('067 123 45 67', noon + minute)];

  test.each([
    'ой, помилка: 067 123 45 68',
    'вибачте, неправильно написала, 671234568',
    '*0671234568',
    '067 123 45 68',
    'мій номер 067 123 45 68',
  ])('while the e-mail is asked for: %s', (text) => {
    const outcome = run(both, ...asked, says(text, noon + 2 * minute));
    expect(outcome.chat).toMatchObject({ phase: 'collecting_email', contact: { phone: second } });
    expect(said(outcome)).toEqual(['askPhone', 'askEmail']);
    expect(codes(outcome, 'contact')).toEqual(['given', 'corrected']);
    expect(kept(outcome)).toEqual([{ phone: first }, { phone: second }]);
  });

  test('in the same moment', () => {
    const outcome = run(both, ...asked, says('067 123 45 68', noon + minute, 'another message'));
    expect(outcome.chat.contact).toEqual({ phone: second });
  });

  test('together with the e-mail', () => {
    const outcome = run(both, ...asked, says('ні, 067 123 45 68, m@example.com', noon + 2 * minute));
    expect(outcome.chat).toMatchObject({ phase: 'open', contact: { phone: second, email: 'm@example.com' } });
    expect(said(outcome)).toEqual(['askPhone', 'askEmail', 'contactThanks']);
  });

  test.each(['або 050 765 43 21', 'ще один номер: 050 765 43 21', 'also 0507654321'])(
    'one more is none: %s',
    (text) => {
      const outcome = run(both, ...asked, says(text, noon + 2 * minute));
      expect(outcome.chat.contact).toEqual({ phone: first });
    },
  );

  test('an older word that comes late corrects nothing', () => {
    expect(run(both, ...asked, says('0507654321', noon + 1)).chat.contact).toEqual({ phone: first });
  });

  test('after the thanks, of the e-mail, as long as nobody answered', () => {
    const thanked = [...asked, says('m@example.com', noon + 2 * minute)];
    const correction = says('ой, помилка: maria@example.com', noon + 3 * minute);
    expect(run(both, ...thanked, correction).chat.contact).toEqual({ phone: first, email: 'maria@example.com' });
    expect(said(run(both, ...thanked, correction))).toEqual(['askPhone', 'askEmail', 'contactThanks']);
    for (const answer of [replied(olena, noon + 2.5 * minute), answeredInMeta(noon + 2.5 * minute)])
      expect(run(both, ...thanked, answer, correction).chat.contact).toEqual({ phone: first, email: 'm@example.com' });
  });

  test('after the thanks a number of somebody else is only offered', () => {
    const outcome = run(phoneOnly, ...asked, says('кур’єру дайте телефон чоловіка 050 765 43 21', noon + 2 * minute));
    expect(outcome.chat.contact).toEqual({ phone: first });
  });

  test('what an operator noted, or was known before, no word corrects', () => {
    const known = { ...identity, known: { phone: first } };
    const { chat } = decide(null, wrote(noon), noon, known, both);
    const heard = decide(chat, says('0671234568', noon + minute), noon + minute, known, both);
    expect(heard.chat?.contact).toEqual({ phone: first });
    const set = {
      kind: 'set_contact',
      chatId: 'chat-1',
      by: olena,
      at: noon,
      contact: { phone: '+380501112233' },
    } as const;
    expect(run(both, ...asked, set, says('0671234568', noon + 2 * minute)).chat.contact?.phone).toBe('+380501112233');
  });

  test('what an older build told is decided as it decided', () => {
    const old: Input = { ...(wrote(noon + 2 * minute) as Wrote), contact: { phone: second } };
    expect(said(run(both, ...asked, old))).toEqual(['askPhone', 'askEmail', 'emailNotUnderstood']);
  });
});

describe('K1: a correction by an edit', () => {
  const given = [wrote(noon), says('067 123 45 67', noon + minute, 'm2')];

  test.each([
    ['while more is asked for', both],
    ['after the thanks', phoneOnly],
  ])('the phone follows, %s', (_, rules) => {
    const outcome = run(rules, ...given, edits('m2', '067 123 45 68', noon + 2 * minute, '067 123 45 67'));
    expect(outcome.chat.contact).toEqual({ phone: second });
    expect(codes(outcome, 'contact')).toEqual(['given', 'corrected']);
    expect(said(outcome)).not.toContain('emailNotUnderstood');
  });

  test('an answer that was read generously follows, too', () => {
    const answered = [wrote(noon), says('Марія 671234567', noon + minute, 'm2')];
    const outcome = run(phoneOnly, ...answered, edits('m2', 'Марія 671234568', noon + 2 * minute, 'Марія 671234567'));
    expect(outcome.chat.contact).toEqual({ phone: second });
  });

  test('the e-mail follows', () => {
    const answered = [...given, says('m@example.com', noon + 2 * minute, 'm3')];
    const outcome = run(both, ...answered, edits('m3', 'maria@example.com', noon + 3 * minute, 'm@example.com'));
    expect(outcome.chat).toMatchObject({ phase: 'open', contact: { phone: first, email: 'maria@example.com' } });
  });

  test('what could not be read before is the answer now', () => {
    const outcome = run(phoneOnly, wrote(noon), says('067 123', noon + 1, 'm2'), edits('m2', '0671234567', noon + 2));
    expect(outcome.chat).toMatchObject({ phase: 'open', contact: { phone: first } });
    expect(said(outcome)).toEqual(['askPhone', 'phoneNotUnderstood', 'contactThanks']);
  });

  test('what is taken out is seen to be out of date, once, and is back when it is back', () => {
    const out = (at: number) => edits('m2', 'ой', at, '067 123 45 67');
    const gone = run(phoneOnly, ...given, out(noon + 2 * minute), out(noon + 3 * minute));
    expect(codes(gone, 'contact')).toEqual(['given', 'withdrawn']);
    expect(gone.chat.contact).toEqual({ phone: first });
    const back = run(phoneOnly, ...given, out(noon + 2 * minute), edits('m2', '0671234567', noon + 4 * minute));
    expect(codes(back, 'contact')).toEqual(['given', 'withdrawn', 'corrected']);
  });

  test('of another message, or of one that a person corrected since, nothing follows', () => {
    const other = run(phoneOnly, ...given, edits('m1', '050 765 43 21', noon + 2 * minute));
    expect(other.chat.contact).toEqual({ phone: first });
    const set = {
      kind: 'set_contact',
      chatId: 'chat-1',
      by: olena,
      at: noon,
      contact: { phone: '+380501112233' },
    } as const;
    const outcome = run(phoneOnly, ...given, set, edits('m2', '067 123 45 68', noon + 2 * minute, '067 123 45 67'));
    expect(outcome.chat.contact).toEqual({ phone: '+380501112233' });
  });

  test('of a chat before this one it follows where it is still what is known', () => {
    const known = { ...identity, known: { phone: first } };
    const chat = decide(null, wrote(noon), noon, known, phoneOnly).chat as ChatState;
    const heard = (was: string) => decide(chat, edits('old', '0671234568', noon + 1, was), noon + 1, known, phoneOnly);
    expect(heard('067 123 45 67').chat?.contact).toEqual({ phone: second });
    expect(heard('050 111 22 33').chat?.contact).toEqual({ phone: first });
  });

  test('typing mistakes elsewhere change nothing', () => {
    const outcome = run(phoneOnly, ...given, edits('m2', 'мій 067 123 45 67', noon + 2 * minute, '067 123 45 67'));
    expect(codes(outcome, 'contact')).toEqual(['given']);
  });
});

test('P1: an order in the first word is no phone, and the client is asked', () => {
  const outcome = run(phoneOnly, says('Де моє замовлення №501234567?', noon));
  expect(said(outcome)).toEqual(['askPhone']);
});

test('P1: what could be a phone is one only where it answers the question', () => {
  const asked = run(phoneOnly, says('Марія 671234567', noon), says('Марія 671234567', noon + minute));
  expect(said(asked)).toEqual(['askPhone', 'contactThanks']);
  expect(asked.chat.contact).toEqual({ phone: first });
});
