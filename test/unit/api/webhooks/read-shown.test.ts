import { describe, expect, test } from 'vitest';
import { read } from './read-one.ts';

const attachmentOf = (attachment: unknown) => {
  const event = read({ message: { mid: 'm_1', attachments: [attachment] } });
  return event?.kind === 'message' ? event.attachments[0] : undefined;
};

describe('what was sent can be told', () => {
  test.each([
    [
      'V1: a product of the shop, with its price',
      {
        type: 'template',
        payload: {
          product: { elements: [{ id: '1', retailer_id: 'SKU-77', title: 'Чоботи зимові', subtitle: '1 200 ₴' }] },
        },
      },
      { type: 'product', name: null, parts: [{ title: 'Чоботи зимові', note: '1 200 ₴' }] },
    ],
    [
      'V1: two products, one of them without words',
      { type: 'template', payload: { product: { elements: [{ title: 'Лампа' }, { id: '2' }, null] } } },
      { type: 'product', name: null, parts: [{ title: 'Лампа' }] },
    ],
    [
      'V1: what a receipt lists',
      {
        type: 'template',
        payload: {
          template_type: 'receipt',
          order_number: 77,
          elements: [{ title: 'Стіл', price: 900, currency: 'UAH' }],
        },
      },
      { type: 'template', name: null, note: '77', parts: [{ title: 'Стіл', note: '900 UAH' }] },
    ],
    [
      'V2: a shared link',
      { type: 'fallback', title: 'Телевізор 80 см', url: 'https://shop.example/tv32', payload: null },
      { type: 'fallback', name: 'Телевізор 80 см', url: 'https://shop.example/tv32' },
    ],
    [
      'V2: a post whose address stands in the payload',
      { type: 'post', payload: { url: 'https://www.facebook.com/p/1', title: 'Наш допис', id: 1 } },
      { type: 'post', name: 'Наш допис', url: 'https://www.facebook.com/p/1' },
    ],
    [
      'V2: an address that is a program',
      { type: 'fallback', title: 'x', url: 'javascript:alert(1)' },
      { type: 'fallback', name: 'x' },
    ],
    ['V2: an address that is none', { type: 'fallback', title: 'x', url: 'https://' }, { type: 'fallback', name: 'x' }],
    [
      'V2: a photo’s address opens it to anybody',
      { type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/x' } },
      { type: 'image', name: null },
    ],
    [
      '§1.14: a thumbs-up, as the picture of a sticker',
      { type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/x', sticker_id: 369239263222822 } },
      { type: 'like', name: null },
    ],
    [
      '§1.14: a large thumbs-up, its number in words',
      { type: 'sticker', payload: { url: 'https://scontent.xx.fbcdn.net/x', sticker_id: '369239383222810' } },
      { type: 'like', name: null },
    ],
    [
      '§1.14: another sticker',
      { type: 'image', payload: { url: 'https://scontent.xx.fbcdn.net/x', sticker_id: 126361874215276 } },
      { type: 'sticker', name: null },
    ],
    [
      '§1.14: a file, whose address ends with its name',
      { type: 'file', payload: { url: 'https://cdn.fbsbx.com/v/t59/1/%D0%9F%D1%80%D0%B0%D0%B9%D1%81.pdf?_nc_cat=1' } },
      { type: 'file', name: 'Прайс.pdf' },
    ],
    [
      '§1.14: a file that has a name and a size of its own',
      { type: 'file', payload: { url: 'https://cdn.fbsbx.com/v/x', name: 'Рахунок.xlsx', size: 20480 } },
      { type: 'file', name: 'Рахунок.xlsx', size: 20480 },
    ],
    [
      '§1.14: an address without a name, broken and large without measure',
      { type: 'file', payload: { url: 'https://cdn.fbsbx.com/v/%E0%A4%A', size: -1 } },
      { type: 'file', name: null },
    ],
    [
      'V3: a place',
      { type: 'location', title: 'Pinned', payload: { coordinates: { lat: 50.45, long: 30.52 } } },
      { type: 'location', name: 'Pinned', place: { lat: 50.45, long: 30.52 } },
    ],
    [
      'V3: a place in words, with its link',
      {
        type: 'location',
        title: 'Кафе',
        url: 'https://maps.example/1',
        payload: { coordinates: { lat: '48,1', long: null } },
      },
      { type: 'location', name: 'Кафе', url: 'https://maps.example/1' },
    ],
    [
      'V3: nowhere',
      { type: 'location', payload: { coordinates: { lat: 91, long: 5 } } },
      { type: 'location', name: null },
    ],
    [
      'V4: buttons',
      {
        type: 'template',
        title: '',
        payload: {
          template_type: 'button',
          text: 'Оберіть розмір',
          buttons: [{ type: 'postback', title: '42', payload: 'S42' }],
        },
      },
      { type: 'template', name: 'Оберіть розмір', buttons: [{ title: '42' }] },
    ],
    [
      'V4: cards',
      {
        type: 'template',
        payload: {
          template_type: 'generic',
          elements: [
            {
              title: 'Люстра',
              subtitle: 'латунь',
              default_action: { type: 'web_url', url: 'https://shop.example/1' },
              buttons: [{ title: 'Купити', url: 'http://shop.example/buy' }],
            },
          ],
        },
      },
      {
        type: 'template',
        name: null,
        parts: [{ title: 'Люстра', note: 'латунь', url: 'https://shop.example/1' }],
        buttons: [{ title: 'Купити', url: 'http://shop.example/buy' }],
      },
    ],
  ])('%s', (_, attachment, expected) => {
    expect(attachmentOf(attachment)).toEqual(expected);
  });

  test.each([
    ['a kind that cannot be shown', { is_unsupported: true }],
    ['nothing at all', {}],
    ['blanks', { text: ' \n ' }],
    ['an empty list', { attachments: [] }],
  ])('V5: %s is called so', (_, message) => {
    expect(read({ message: { mid: 'm_1', ...message } })).toMatchObject({
      kind: 'message',
      messageKind: 'unsupported',
    });
  });

  test('V5: taken back', () => {
    expect(read({ message: { mid: 'm_1', is_deleted: true } })).toMatchObject({ kind: 'unsend', mid: 'm_1' });
  });
});

test('§1.14: a sticker that comes as a picture, too, is told once', () => {
  const payload = { url: 'https://scontent.xx.fbcdn.net/x', sticker_id: 369239263222822 };
  const event = read({
    message: {
      mid: 'm_1',
      attachments: [
        { type: 'sticker', payload },
        { type: 'image', payload },
      ],
    },
  });
  expect(event?.kind === 'message' && event.attachments).toEqual([{ type: 'like', name: null }]);
});

test('A23: what is kept of an event opens no file: signed addresses of Meta’s are kept without what signs them', () => {
  const url = (host: string) => `https://${host}/v/t1/фото.jpg?_nc_cat=1&oh=00_SIGNED&oe=6A`;
  const attachments = ['scontent-waw2-1.xx.fbcdn.net', 'cdn.fbsbx.com', 'shop.example'].map((host) => ({
    type: 'image',
    payload: { url: url(host) },
  }));
  const kept = JSON.parse(read({ message: { mid: 'm_1', text: 'ось', attachments } })?.raw ?? '') as {
    message: { text: string; attachments: { payload: { url: string } }[] };
  };
  expect(kept.message.text).toBe('ось');
  expect(kept.message.attachments.map(({ payload }) => payload.url)).toEqual([
    'https://scontent-waw2-1.xx.fbcdn.net/v/t1/фото.jpg?•••',
    'https://cdn.fbsbx.com/v/t1/фото.jpg?•••',
    url('shop.example'),
  ]);
});
