import type { TestPage } from '../company.ts';
import { fromClient, fromPage, type Item, newMid } from '../webhook.ts';

const DAY_OLD = 'https://scontent.xx.fbcdn.net/v/secret.jpg?oh=signed';

/** How one speaks: each a moment after the other. */
function speakers(page: TestPage, psid: string) {
  let at = Date.now() - 120_000;
  const next = () => ({ timestamp: (at += 1_000) });
  const client = (fields: Item) => fromClient(page, psid, { ...next(), ...fields });
  const said = (message: Item) => client({ message: { mid: newMid(), ...message } });
  return {
    client,
    said,
    attached: (...attachments: Item[]) => said({ attachments }),
    echoed: (payload: Item) => {
      const message = { mid: newMid(), is_echo: true, app_id: 151, attachments: [{ type: 'template', payload }] };
      return fromPage(page, psid, { ...next(), message });
    },
  };
}

/** One of each kind that Messenger tells (messenger-platform §2), as Meta writes it; `answered`: a mid. */
export function everyKind(page: TestPage, psid: string, answered: string): Item[] {
  const speak = speakers(page, psid);
  return [...words(speak, answered), ...attachments(speak), ...happenings(speak)];
}

type Speak = ReturnType<typeof speakers>;

function words({ said, client }: Speak, answered: string): Item[] {
  const unsent = newMid();
  return [
    said({ text: 'так', quick_reply: { payload: 'YES' } }),
    said({ text: 'відповідь', reply_to: { mid: answered, is_self_reply: false } }),
    said({ text: 'чудова!', reply_to: { story: { url: DAY_OLD, id: '17' } } }),
    said({ text: 'я з реклами', referral: { source: 'ADS', type: 'OPEN_THREAD', ad_id: '60', ads_context_data: ads } }),
    said({ is_unsupported: true }),
    said({}),
    said({ mid: unsent, text: 'таємне' }),
    client({ message: { mid: unsent, is_deleted: true } }),
    client({ postback: { mid: newMid(), title: 'Каталог', payload: 'CATALOGUE' } }),
    client({ postback: { mid: newMid(), title: '', payload: '' } }),
  ];
}

function attachments({ attached, echoed }: Speak): Item[] {
  const product = { elements: [{ id: '1', title: 'Стіл', subtitle: '$40' }] };
  return [
    attached({ type: 'sticker', payload: { url: DAY_OLD, sticker_id: 5 } }),
    attached({ type: 'sticker', payload: { url: DAY_OLD, sticker_id: '369239263222822' } }),
    attached({ type: 'image', payload: { url: DAY_OLD } }, { type: 'image', payload: { url: DAY_OLD } }),
    attached({ type: 'fallback', title: 'Телевізор', url: 'https://shop.example/tv', payload: null }),
    attached({ type: 'fallback' }),
    attached({ type: 'reel', payload: { url: 'https://www.facebook.com/reel/1', title: 'Наш ролик' } }),
    attached({ type: 'post', payload: { url: 'https://www.facebook.com/p/1', title: 'Наш допис', id: 1 } }),
    attached({ type: 'story_mention', payload: { url: DAY_OLD } }),
    attached({ type: 'location', title: 'Хрещатик', payload: { coordinates: { lat: 50.45, long: 30.52 } } }),
    attached({ type: 'template', payload: { product } }),
    attached({ type: 'appointment_booking', payload: { booking_id: '1', status: 'requested' } }),
    attached({ type: 'hologram', payload: { depth: 3 } }),
    ...[buttons, receipt, cards].map(echoed),
  ];
}

function happenings({ client }: Speak): Item[] {
  const optin = { type: 'notification_messages', title: 'Новини магазину', notification_messages_token: 'T0KEN' };
  const boots = { id: '1', name: 'Чоботи', unit_price: 1200, currency: 'UAH', quantity: 1 };
  return [
    client({ referral: { ref: 'весна', source: 'SHORTLINK', type: 'OPEN_THREAD' } }),
    client({ referral: { source: 'ADS', ad_id: '61', type: 'OPEN_THREAD', ads_context_data: ads } }),
    client({ optin }),
    client({ account_linking: { status: 'linked', authorization_code: 'PASS' } }),
    client({ order: { products: [boots] } }),
    client({ teleportation: { to: 'Марс' } }),
  ];
}

const ads = { ad_title: 'Лампи зі знижкою', photo_url: DAY_OLD, post_id: '1' };
const buttons = {
  template_type: 'button',
  text: 'Оберіть розмір',
  buttons: [{ type: 'postback', title: '42', payload: 'S42' }],
};
const receipt = {
  template_type: 'receipt',
  order_number: 77,
  currency: 'UAH',
  elements: [{ title: 'Шафа', price: 900, currency: 'UAH' }],
  summary: { total_cost: 900 },
};
const cards = {
  template_type: 'generic',
  elements: [
    {
      title: 'Лампа «Сова»',
      subtitle: '560 ₴',
      buttons: [{ type: 'web_url', title: 'Купити', url: 'https://x.example' }],
    },
    { title: 'Лампа «Місяць»', subtitle: '610 ₴' },
  ],
};
