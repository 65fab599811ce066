import { describe, expect, test } from 'vitest';
import { NotAPageDelivery, readDelivery } from '#api/webhooks/read.ts';
import { AT, CLIENT, fromClient, fromPage, PAGE, textItem } from './items.ts';
import { now, read } from './read-cases.ts';

describe('what clients do', () => {
  test.each([
    [
      'a text',
      { message: { mid: 'm_1', text: 'Привіт' } },
      { kind: 'message', mid: 'm_1', messageKind: 'text', text: 'Привіт', opens: 'message' },
    ],
    [
      'two photos',
      { message: { mid: 'm_2', attachments: [{ type: 'image', payload: { url: 'https://x' } }, { type: 'image' }] } },
      {
        messageKind: 'attachment',
        text: '',
        attachments: [
          { type: 'image', name: null },
          { type: 'image', name: null },
        ],
      },
    ],
    [
      'a file with its name',
      { message: { mid: 'm_3', attachments: [{ type: 'file', title: 'рахунок.pdf', payload: null }] } },
      { attachments: [{ type: 'file', name: 'рахунок.pdf' }] },
    ],
    [
      'an attachment of a type nobody knows',
      { message: { mid: 'm_4', attachments: [{ type: 'hologram', payload: { title: 'x' } }] } },
      { messageKind: 'attachment', attachments: [{ type: 'hologram', name: 'x' }] },
    ],
    [
      'attachments of a shape nobody knows',
      { message: { mid: 'm_5', text: 'і текст', attachments: 'soon' } },
      { kind: 'message', text: 'і текст', attachments: [{ type: 'unknown', name: null }] },
    ],
    [
      'a word after a link',
      { message: { mid: 'm_7', text: 'тут?', referral: { ref: 'x' } } },
      { opens: 'referral', referral: { ref: 'x' } },
    ],
    ['a reply to a message', { message: { mid: 'm_6', text: 'так', reply_to: { mid: 'm_0' } } }, { replyToMid: 'm_0' }],
    [
      'a word after an advertisement',
      { message: { mid: 'm_7', text: 'ціна?', referral: { source: 'ADS', ad_id: 5 } } },
      { kind: 'message', opens: 'referral', referral: { adId: '5' } },
    ],
    ['a phone number', { message: { mid: 'm_8', text: 'мій 067 123 45 67' } }, { contact: { phone: '+380671234567' } }],
    [
      'a button',
      { postback: { mid: 'm_9', title: 'Почати', payload: 'START' } },
      { kind: 'message', messageKind: 'postback', text: 'Почати', mid: 'm_9', opens: 'postback' },
    ],
    [
      'an old button without mid',
      { postback: { payload: 'START' } },
      { messageKind: 'postback', text: 'START', mid: null },
    ],
    [
      'coming by a link',
      { referral: { ref: 'spring', source: 'SHORTLINK', type: 'OPEN_THREAD' } },
      { kind: 'message', messageKind: 'referral', text: 'spring', opens: 'referral', referral: { ref: 'spring' } },
    ],
    [
      'the first button after an advertisement',
      { postback: { mid: 'm_9', title: 'Почати', referral: { source: 'ADS', type: 'OPEN_THREAD' } } },
      { messageKind: 'postback', text: 'Почати' },
    ],
    [
      'a reaction',
      { reaction: { mid: 'm_1', action: 'react', reaction: 'love', emoji: '❤️' } },
      { kind: 'reaction', mid: 'm_1', emoji: '❤️' },
    ],
    ['taking a reaction back', { reaction: { mid: 'm_1', action: 'unreact' } }, { kind: 'reaction', emoji: null }],
    [
      'an edit',
      { message_edit: { mid: 'm_1', text: 'Привіт!', num_edit: 2 } },
      { kind: 'edit', mid: 'm_1', text: 'Привіт!', edits: 2 },
    ],
    ['delivered', { delivery: { mids: ['m_1'], watermark: AT } }, { kind: 'delivery', mids: ['m_1'], watermark: AT }],
    ['delivered without mids', { delivery: { watermark: AT } }, { kind: 'delivery', mids: [] }],
    ['read', { read: { watermark: AT } }, { kind: 'read', watermark: AT }],
    ['an opt-in, kept for later', { optin: { type: 'notification_messages' } }, { kind: 'other', name: 'optin' }],
  ])('%s', (_, fields, expected) => {
    expect(read(fromClient(fields))).toMatchObject([{ pageFacebookId: PAGE, psid: CLIENT, at: AT, ...expected }]);
  });
});

test('an echo is the page speaking: the client is the recipient', () => {
  const echo = fromPage({ message: { mid: 'm_1', text: 'Є!', is_echo: true, app_id: 1, metadata: 'our-id' } });
  expect(read(echo)).toMatchObject([{ kind: 'echo', psid: CLIENT, mid: 'm_1', metadata: 'our-id', text: 'Є!' }]);
});

test('events that came in standby are events', () => {
  const entry = [{ id: PAGE, standby: [textItem('m_1', 'до Meta Suite')] }];
  expect(readDelivery(JSON.stringify({ object: 'page', entry }), now)).toMatchObject([{ kind: 'message', mid: 'm_1' }]);
});

test.each([
  ['an event of a kind nobody knows', fromClient({ hologram_call: { id: 1 } }), 'unknown'],
  [
    'an event about nobody',
    { recipient: { id: PAGE }, timestamp: AT, policy_enforcement: { action: 'block' } },
    'unknown',
  ],
  ['a message without mid', fromClient({ message: { text: 'no mid' } }), 'malformed'],
  ['a mid that is a list', fromClient({ message: { mid: ['m_1'], text: 'x' } }), 'malformed'],
  ['a mid with NUL', fromClient({ message: { mid: 'm_\u00001', text: 'x' } }), 'malformed'],
  ['an order without anything ordered', fromClient({ order: { products: 'soon' } }), 'malformed'],
  ['read until nobody knows when', fromClient({ read: { watermark: 'soon' } }), 'malformed'],
  ['a word instead of an event', 'hello', 'malformed'],
  ['nothing', null, 'malformed'],
])('%s is parked as it came', (_, item, why) => {
  expect(read(item)).toMatchObject([{ kind: 'parked', why, raw: JSON.stringify(item) }]);
});

test('ids are taken as numbers too', () => {
  expect(read({ ...textItem('m_1', 'x'), sender: { id: 7_000_000 } })[0]?.psid).toBe('7000000');
});

test('two events that are too deep for the writer of JSON are kept, each as it came', () => {
  const deep = (letter: string) => `${'['.repeat(20_000)}"${letter}"${']'.repeat(20_000)}`;
  const body = `{"object":"page","entry":[{"id":"${PAGE}","messaging":[{"a":${deep('a')}},{"a":${deep('b')}}]}]}`;
  const events = readDelivery(body, now);
  expect(events.map(({ raw }) => raw)).toEqual([`{"a":${deep('a')}}`, `{"a":${deep('b')}}`]);
  expect(new Set(events.map(({ key }) => key)).size).toBe(2);
});

test('keys like __proto__ change nothing but themselves', () => {
  const [event] = readDelivery(
    `{"object":"page","entry":[{"id":"${PAGE}",` +
      '"messaging":[{"__proto__":{"message":{"mid":"m_1"}},"constructor":1}]}]}',
    now,
  );
  expect(event).toMatchObject({ kind: 'parked', why: 'unknown' });
  expect(({} as Record<string, unknown>)['message']).toBeUndefined();
});

test.each(['[]', 'null', '"page"', '{}', '{"object":"user","entry":[]}', '{"object":["page"],"entry":[]}', '5'])(
  '%s is no delivery for a page',
  (body) => {
    expect(() => readDelivery(body, now)).toThrow(NotAPageDelivery);
  },
);

test.each(['', '{', 'object=page', '{"object":"page",}', 'NaN'])('%j is no JSON', (body) => {
  expect(() => readDelivery(body, now)).toThrow(SyntaxError);
});

test.each([
  ['an entry without id', { messaging: [] }],
  ['an entry that is a word', 'entry'],
  ['a page id with NUL', { id: `${PAGE}\u0000`, messaging: [] }],
])('%s is parked whole', (_, entry) => {
  expect(
    readDelivery(
      JSON.stringify({ object: 'page', entry: [entry, { id: PAGE, messaging: [textItem('m_1', 'x')] }] }),
      now,
    ),
  ).toMatchObject([
    { kind: 'parked', why: 'entry', pageFacebookId: '' },
    { kind: 'message', mid: 'm_1' },
  ]);
});
