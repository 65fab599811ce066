import { describe, expect, test } from 'vitest';
import { read } from './read-one.ts';

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
