import { ask, call, find, h } from './dom.js';
import { tried } from './composer.js';
import { current, whose } from './state.js';
import { word } from './words.js';

/** What a person can do beside writing. */
export function renderMenu() {
  const { blocked } = current();
  const item = (key, attribute, act) =>
    h('button', { type: 'button', [attribute]: true, onclick: () => void act() }, word(key));
  find('.menu .items').replaceChildren(
    item('start', 'data-menu-start', start),
    item('referral', 'data-referral', () =>
      withText('referralAsk', (ref) => call('POST', 'referrals', { ...whose(), ref })),
    ),
    item('inbox', 'data-inbox', () =>
      withText('inboxAsk', (text) => call('POST', 'inbox-answers', { ...whose(), text })),
    ),
    item(blocked ? 'unblock' : 'block', 'data-block', () =>
      tried(call('PUT', 'blocks', { ...whose(), blocked: !blocked })),
    ),
  );
}

export function start() {
  return tried(call('POST', 'postbacks', { ...whose(), title: word('start'), payload: 'GET_STARTED' }));
}

async function withText(question, act) {
  const text = await ask(word(question));
  if (text !== null) await tried(act(text));
}
