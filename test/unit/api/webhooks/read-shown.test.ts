import { describe, expect, test } from 'vitest';
import { readDelivery } from '#api/webhooks/read.ts';
import { AT, fromClient, PAGE } from './items.ts';

const read = (fields: Record<string, unknown>) =>
  readDelivery(JSON.stringify({ object: 'page', entry: [{ id: PAGE, messaging: [fromClient(fields)] }] }), AT)[0];
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

describe('answers of forms are what the client said', () => {
  test.each([
    [
      'N1: a lead form with a phone',
      {
        referral: { source: 'ADS', type: 'LEAD_COMPLETE', ad_id: '60' },
        lead: {
          data: [
            { question: 'Телефон', answer: '067 123 45 67' },
            { question: 'Місто', answer: 'Львів' },
          ],
        },
      },
      {
        text: 'Телефон: 067 123 45 67\nМісто: Львів',
        contact: { phone: '+380671234567' },
        referral: { adId: '60' },
        ad: 'message',
      },
    ],
    [
      'N1: a cart',
      {
        order: {
          products: [{ id: '1', name: 'Чоботи', unit_price: 1200, currency: 'UAH', quantity: 1 }, { id: '2' }],
          note: 'зателефонуйте',
        },
      },
      { text: 'Чоботи × 1 1200 UAH\n2\nзателефонуйте', contact: {}, attachments: [{ type: 'order', name: null }] },
    ],
    [
      'N1: a mark with a word',
      {
        messaging_feedback: {
          feedback_screens: [
            {
              screen_id: 0,
              questions: {
                q1: { type: 'csat', payload: '1', follow_up: { type: 'free_form', payload: 'довго чекав' } },
              },
            },
          ],
        },
      },
      { text: 'CSAT: 1\nдовго чекав' },
    ],
    [
      'N1: an address, of whatever shape',
      {
        messaging_customer_information: {
          screens: [
            {
              screen_id: 'a',
              responses: [
                { key: 'phone_number', value: '0671234567' },
                { key: 'email', value: 'Anna@Example.com' },
              ],
            },
          ],
        },
      },
      {
        text: 'phone_number: 0671234567\nemail: Anna@Example.com',
        contact: { phone: '+380671234567', email: 'anna@example.com' },
      },
    ],
  ])('%s', (_, fields, expected) => {
    const event = read(fields);
    expect(event).toMatchObject({ kind: 'message', messageKind: 'form', mid: null, ...expected });
    expect(event).not.toHaveProperty('beside');
  });

  test('N1: a mark alone is shown and asks for nothing', () => {
    const questions = { q1: { type: 'nps', payload: 9 } };
    expect(read({ messaging_feedback: { feedback_screens: [{ questions }] } })).toMatchObject({
      text: 'NPS: 9',
      beside: true,
    });
  });

  test('N1: a mark is no phone number, however long it is', () => {
    const questions = { q1: { type: 'csat', payload: '0671234567', follow_up: { payload: 'ok' } } };
    expect(read({ messaging_feedback: { feedback_screens: [{ questions }] } })).toHaveProperty('contact', {});
    const words = { q1: { type: 'free_form', payload: 'мій 0671234567' } };
    expect(read({ messaging_feedback: { feedback_screens: [{ questions: words }] } })).toMatchObject({
      contact: { phone: '+380671234567' },
    });
  });

  test('N1: a lead form without answers is the advertisement that was clicked', () => {
    expect(
      read({ referral: { source: 'ADS', type: 'LEAD_INCOMPLETE', ad_id: '60' }, lead: { data: [] } }),
    ).toMatchObject({
      messageKind: 'referral',
      ad: 'click',
    });
  });
});
