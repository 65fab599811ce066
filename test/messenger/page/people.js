import { find, h } from './dom.js';
import { keyOf, nameOf, state } from './state.js';
import { preview } from './thread.js';
import { languageOf, when, word } from './words.js';

/** The pages one can write to, and the people one can be. */
export function renderPeople(go) {
  find('.pages').replaceChildren(
    ...state.pages.map(({ id, name }) =>
      h(
        'button',
        { type: 'button', 'data-page': id, 'aria-pressed': String(id === state.page), onclick: () => go({ page: id }) },
        name,
      ),
    ),
  );
  const focused = document.activeElement?.dataset.client;
  find('.clients').replaceChildren(...state.clients.map((client) => personRow(client, go)));
  if (focused) find(`[data-client="${CSS.escape(focused)}"]`)?.focus();
}

function personRow(client, go) {
  const { messages = [] } = state.threads.get(keyOf(state.page, client.id)) ?? {};
  const last = messages.at(-1);
  const unread = messages.some(({ from, readAt }) => from === 'page' && readAt === undefined);
  const about = client.profile === 'readable' ? languageOf(client.locale) : word('noProfile');
  const chosen = client.id === state.client;
  const properties = {
    type: 'button',
    'data-client': client.id,
    'aria-current': chosen ? 'true' : null,
    class: unread ? 'unread' : null,
    onclick: () => go({ client: client.id, open: true }),
  };
  return h(
    'li',
    {},
    h(
      'button',
      properties,
      face(client),
      h('span', { class: 'name' }, nameOf(client)),
      h('span', { class: 'at' }, last ? when(last.at) : about),
      h('span', { class: 'last' }, preview(last)),
    ),
  );
}

function face(client) {
  const initials = nameOf(client)
    .split(' ')
    .map(([letter]) => letter)
    .join('')
    .slice(0, 2);
  return h(
    'span',
    { class: 'face', 'aria-hidden': 'true' },
    h('img', { src: `/cdn/faces/${client.psid}.png`, alt: '' }),
    initials,
  );
}
