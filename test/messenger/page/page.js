import { edit, renderNotice, tried, wireComposer } from './composer.js';
import { call, find, get, h, icon } from './dom.js';
import { renderMenu, start } from './menu.js';
import { renderPeople } from './people.js';
import { current, keyOf, load, nameOf, state, whose } from './state.js';
import { renderQuickReplies, renderThread } from './thread.js';
import { currentLanguage, setLanguage, word, zone } from './words.js';

/** A person needs a moment to read, so that a message is seen to be delivered first. */
const readingMs = 900;
let reading;

await load();
restoreAddress();
wire();
void comeByLink();
render();
listen();
void watchWebhook();

/** The address names page and person, so that a link or a reload opens the same chat. */
function restoreAddress() {
  const [page, client] = location.hash.slice(1).split('/').map(decodeURIComponent);
  state.page = state.pages.some(({ id }) => id === page) ? page : (state.pages[0]?.id ?? '');
  state.open = state.clients.some(({ id }) => id === client);
  state.client = state.open ? client : (state.clients[0]?.id ?? '');
}

/** Whoever comes by a link of m.me: its mark comes with *Get Started*, or by itself where there is a talk already. */
async function comeByLink() {
  const ref = new URLSearchParams(location.search).get('ref');
  if (ref === null) return;
  history.replaceState(null, '', location.pathname + location.hash);
  state.open = true;
  const referral = { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' };
  const isNew = current().messages.length === 0;
  const button = { title: word('start'), payload: 'GET_STARTED', referral };
  await tried(
    isNew
      ? call('POST', 'postbacks', { ...whose(), ...button })
      : call('POST', 'referrals', { ...whose(), ...referral }),
  );
}

function go(change) {
  edit(null);
  Object.assign(state, change, { problem: '' });
  history.replaceState(
    null,
    '',
    `#${encodeURIComponent(state.page)}/${state.open ? encodeURIComponent(state.client) : ''}`,
  );
  render();
  find('.thread').scrollTop = find('.thread').scrollHeight;
}

function listen() {
  const changes = new EventSource('/control/changes');
  changes.addEventListener('thread', ({ data }) => {
    const thread = JSON.parse(data);
    state.threads.set(keyOf(thread.page, thread.client), thread);
    if (!state.clients.some(({ id }) => id === thread.client)) void load().then(render);
    render();
  });
  changes.addEventListener('hello', () => {
    state.connected = true;
    void load().then(render);
  });
  changes.addEventListener('error', () => {
    state.connected = false;
    render();
  });
}

async function watchWebhook() {
  state.verified = await get('webhook').then(
    ({ verified }) => verified,
    () => true,
  );
  renderNotice();
  setTimeout(() => void watchWebhook(), state.verified ? 15_000 : 1500);
}

function wire() {
  for (const [selector, name] of [
    ['.back', 'back'],
    ['.menu summary', 'more'],
    ['.attach', 'attach'],
    ['.send', 'send'],
  ])
    find(selector).append(icon(name));
  find('.back').addEventListener('click', () => go({ open: false }));
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      setLanguage(button.dataset.language);
      render();
    });
  }
  wireComposer();
  document.addEventListener('visibilitychange', markRead);
  document.addEventListener('click', ({ target }) => {
    if (!target.closest('.menu summary')) find('.menu').open = false;
  });
  window.addEventListener('hashchange', () => {
    restoreAddress();
    render();
  });
}

/** Who looks at the chat has read it. */
function markRead() {
  const looking = document.visibilityState === 'visible' && (state.open || matchMedia('(min-width: 721px)').matches);
  const unread = current().messages.some(({ from, readAt }) => from === 'page' && readAt === undefined);
  if (!looking || !unread || reading) return;
  const chat = whose();
  reading = setTimeout(() => {
    reading = undefined;
    if (state.page === chat.page && state.client === chat.client) void call('POST', 'reads', chat).catch(() => {});
    else markRead();
  }, readingMs);
}

function render() {
  document.documentElement.lang = currentLanguage();
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]'))
    element.setAttribute('aria-label', word(element.dataset.label));
  for (const element of document.querySelectorAll('[data-placeholder]'))
    element.placeholder = word(element.dataset.placeholder);
  for (const button of document.querySelectorAll('[data-language]'))
    button.setAttribute('aria-pressed', String(button.dataset.language === currentLanguage()));
  document.body.classList.toggle('open', state.open);
  find('.zone').textContent = zone();
  renderPeople(go);
  renderChat();
  renderNotice();
  markRead();
}

function renderChat() {
  const client = state.clients.find(({ id }) => id === state.client);
  const page = state.pages.find(({ id }) => id === state.page);
  find('.who').replaceChildren(
    h('strong', {}, page?.name ?? ''),
    h('span', {}, client ? word('as', nameOf(client)) : ''),
  );
  const box = find('.thread');
  const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const thread = { ...current(), messages: current().messages.map((message) => ({ ...message, whose: whose() })) };
  box.replaceChildren(...renderThread(thread, { edit, start }));
  if (atEnd) box.scrollTop = box.scrollHeight;
  find('.replies').replaceChildren(
    ...renderQuickReplies(
      thread,
      (text, quickReply) => void tried(call('POST', 'messages', { ...whose(), text, quickReply })),
    ),
  );
  renderMenu();
}
