import { describe, expect, test } from 'vitest';
import { readDelivery } from '#api/webhooks/read.ts';
import { AT, CLIENT, fromClient, fromPage, PAGE, textItem } from './items.ts';

const now = Date.UTC(2026, 10, 23, 12);
const entryOf = (entry: Record<string, unknown>) =>
  readDelivery(JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: now, ...entry }] }), now);
const read = (...items: unknown[]) => entryOf({ messaging: items });

describe('one odd field never loses its neighbours', () => {
  test.each([
    [
      'keys of other kinds that are null',
      { message: { mid: 'm_1', text: 'я' }, postback: null, read: null, reaction: null },
    ],
    [
      'keys of other kinds that are words',
      { message: { mid: 'm_1', text: 'я' }, delivery: 'soon', referral: 5, lead: [] },
    ],
    ['an answer to nothing', { message: { mid: 'm_1', text: 'я', reply_to: { mid: null } } }],
    ['a referral that is a word', { message: { mid: 'm_1', text: 'я', referral: 'ADS' } }],
    ['metadata that is an object', { message: { mid: 'm_1', text: 'я', metadata: {} } }],
    ['marks that are words', { message: { mid: 'm_1', text: 'я', is_echo: 'no', is_deleted: 'maybe' } }],
  ])('%s', (_, fields) => {
    expect(read(fromClient(fields))).toMatchObject([{ kind: 'message', mid: 'm_1', text: 'я' }]);
  });

  test.each([
    ['a text that is a number', { text: 5 }, { text: '5' }],
    [
      'a text that is a list, beside a photo',
      { text: ['x'], attachments: [{ type: 'image' }] },
      { text: '', messageKind: 'attachment' },
    ],
    [
      'an attachment without a type',
      { attachments: [{ payload: { title: 'чек' } }] },
      { attachments: [{ type: 'unknown', name: 'чек' }] },
    ],
    [
      'an attachment that is null',
      { attachments: [null, { type: 'image' }] },
      { attachments: [{ type: 'unknown' }, { type: 'image' }] },
    ],
    [
      'one attachment where a list was expected',
      { attachments: { type: 'audio' } },
      { attachments: [{ type: 'audio' }] },
    ],
    [
      'a title that is an object',
      { attachments: [{ type: 'file', title: {} }] },
      { attachments: [{ type: 'file', name: null }] },
    ],
  ])('%s', (_, message, expected) => {
    expect(read(fromClient({ message: { mid: 'm_1', ...message } }))).toMatchObject([
      { kind: 'message', mid: 'm_1', ...expected },
    ]);
  });

  test('a button whose referral is odd, an edit without its number', () => {
    expect(read(fromClient({ postback: { mid: 'm_1', title: 'Ціна', referral: [] } }))).toMatchObject([
      { text: 'Ціна' },
    ]);
    expect(read(fromClient({ message_edit: { mid: 'm_1', text: 'так', num_edit: 'one' } }))).toMatchObject([
      { kind: 'edit', text: 'так', edits: null },
    ]);
  });

  test('what the page says is the page’s, also where the mark of an echo cannot be read', () => {
    expect(read(fromPage({ message: { mid: 'm_1', text: 'Є!', is_echo: 'так' } }))).toMatchObject([
      { kind: 'echo', psid: CLIENT },
    ]);
  });
});

test.each([
  ['26390203743090', '26390203743090'],
  [26390203743090, '26390203743090'],
  [{}, null],
])('B1: an application is named by a number or a string (%j)', (app_id, appId) => {
  expect(read(fromPage({ message: { mid: 'm_1', text: 'x', is_echo: true, app_id } }))).toMatchObject([{ appId }]);
});

test('B1: echoes that come in standby are echoes', () => {
  const echo = fromPage({ message: { mid: 'm_1', text: 'x', is_echo: true, app_id: 263902037430900 } });
  expect(entryOf({ standby: [echo] })).toMatchObject([{ kind: 'echo', psid: CLIENT, appId: '263902037430900' }]);
});

describe('what an entry holds that nobody knows is parked like an unknown item', () => {
  const message = textItem('m_1', 'я тут');

  test('an unknown list, each of its things by itself, and the neighbours are read', () => {
    const orbits = [{ id: 'o_1' }, { id: 'o_2' }];
    expect(entryOf({ orbits, messaging: [message] })).toMatchObject([
      { kind: 'parked', why: 'unknown', name: 'orbits', raw: JSON.stringify(orbits[0]) },
      { kind: 'parked', why: 'unknown', name: 'orbits', raw: JSON.stringify(orbits[1]) },
      { kind: 'message', mid: 'm_1' },
    ]);
  });

  test('an unknown member', () => {
    const call_settings = { audio_enabled: true, call_routing: 'META' };
    expect(entryOf({ call_settings, messaging: [message] })).toMatchObject([
      { kind: 'parked', why: 'unknown', name: 'call_settings', raw: JSON.stringify({ call_settings }) },
      { kind: 'message', mid: 'm_1' },
    ]);
  });

  test('a list that is none', () => {
    expect(entryOf({ messaging: { 0: message }, standby: [message] })).toMatchObject([
      { kind: 'parked', why: 'malformed', name: 'messaging' },
      { kind: 'message', mid: 'm_1' },
    ]);
  });

  test('a permission that stands on an entry without id and time', () => {
    const entry = {
      sender: { id: CLIENT },
      recipient: { id: PAGE },
      timestamp: AT / 1000,
      call_permission_reply: { response: 'approve' },
    };
    expect(readDelivery(JSON.stringify({ object: 'page', entry: [entry] }), now)).toMatchObject([
      { kind: 'parked', name: 'call_permission_reply', pageFacebookId: PAGE, raw: JSON.stringify(entry) },
    ]);
  });

  test('a delivery without entries is parked whole', () => {
    const delivery = { object: 'page', messaging: [message] };
    expect(readDelivery(JSON.stringify(delivery), now)).toMatchObject([
      { kind: 'parked', why: 'entry', raw: JSON.stringify(delivery) },
    ]);
  });
});
