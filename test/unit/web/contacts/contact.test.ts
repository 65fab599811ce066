import { describe, expect, test } from 'vitest';
import { askedSince, changesOf, givenIn, offersOf, withdrawnIn } from '#lib/chat/context/contact.ts';
import { phoneWords } from '#lib/words/words.ts';
import { chat, entry, message, olena, said } from '../chat/chat-fixtures.ts';

const phone = '+380671234567';
const wrote = (at: string, contact: { phone?: string; email?: string }) => message(`m ${at}`, at, { contact });
const noted = (at: string, code: string, what: string) =>
  entry(`e ${at}`, at, 'contact', { by: code === 'set' ? olena : null, reason: { code, what } });

describe('the contact of a client', () => {
  test('F42: what a client writes is offered until the chat has it', () => {
    const messages = [
      wrote('10:00:00', { phone: '+380500000000' }),
      wrote('10:05:00', { phone, email: 'o@demo.example' }),
    ];
    const offered = (is: Parameters<typeof chat>[1]) => offersOf(chat(1, is), messages, []).map(({ value }) => value);
    expect(offered({})).toEqual([phone, 'o@demo.example']);
    expect(offered({ phone })).toEqual(['o@demo.example']);
    expect(offered({ phone: '+380999999999', email: 'o@demo.example' })).toEqual([phone]);
  });

  test('F42: nothing is offered while the chat asks by itself, after it is finished, or once somebody decided', () => {
    const messages = [wrote('10:00:00', { phone })];
    expect(offersOf(chat(1, { phase: 'collecting_phone' }), messages, [])).toEqual([]);
    expect(offersOf(chat(1, { status: 'finished' }), messages, [])).toEqual([]);
    expect(offersOf(chat(1, { phone: '+380500000000' }), messages, [noted('10:01:00', 'set', 'phone')])).toEqual([]);
    expect(offersOf(chat(1), messages, [noted('09:59:00', 'set', 'phone')])).toHaveLength(1);
    expect(offersOf(chat(1), messages, [noted('10:01:00', 'set', 'email')])).toHaveLength(1);
  });

  test('F42: it stands who gave it: the client, a colleague, or somebody before this chat', () => {
    const entries = [noted('10:00:00', 'given', 'phone'), noted('11:00:00', 'set', 'phone')];
    expect(givenIn(entries.slice(0, 1), 'phone')?.by).toBeNull();
    expect(givenIn(entries, 'phone')?.by).toEqual(olena);
    expect(givenIn(entries, 'email')).toBeNull();
  });

  test('K1: what the client corrected is theirs again, and what they took back is seen to be out of date', () => {
    const entries = [noted('10:00:00', 'set', 'phone'), noted('11:00:00', 'corrected', 'phone')];
    expect(givenIn(entries, 'phone')?.at).toBe(entries[1]?.at);
    const taken = noted('12:00:00', 'withdrawn', 'phone');
    expect(withdrawnIn(entries, 'phone')).toBeNull();
    expect(withdrawnIn([...entries, taken], 'phone')).toBe(taken.at);
    expect(withdrawnIn([...entries, taken, noted('13:00:00', 'set', 'phone')], 'phone')).toBeNull();
  });

  test('F08: the question stands since it was put; a repetition does not begin it anew', () => {
    const entries = [
      said('a', '10:00:00', 'phone_required'),
      said('b', '10:05:00', 'email_required'),
      said('c', '10:30:00', 'reminder'),
    ];
    expect(askedSince(chat(1, { phase: 'collecting_email' }), entries)).toBe('2026-11-17T10:05:00.000Z');
    expect(askedSince(chat(1, { phase: 'collecting_phone' }), [])).toBe(chat(1).createdAt);
  });

  test('F42: a form sends only what it changes', () => {
    expect(changesOf(chat(1, { phone }), { phone, email: ' o@demo.example ' })).toEqual({ email: 'o@demo.example' });
    expect(changesOf(chat(1, { phone }), { phone: '', email: '' })).toEqual({});
  });

  test('a Ukrainian number is read in groups, another stands as it is', () => {
    expect(phoneWords(phone)).toBe('+380\u00a067\u00a0123\u00a045\u00a067');
    expect(phoneWords('+48500600700')).toBe('+48500600700');
  });
});
