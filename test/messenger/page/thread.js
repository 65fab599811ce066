import { call, h, icon } from './dom.js';
import { clock, day, word } from './words.js';

/** Meta's own inbox. */
const inboxAppId = '26390203743090';

/** The bubbles of a chat, as the client sees them: own words right, the page's left. */
export function renderThread(thread, { edit, start }) {
  if (thread.messages.length === 0) return [empty(start)];
  const rows = [];
  let lastDay = '';
  for (const [index, message] of thread.messages.entries()) {
    const title = day(message.at);
    if (title !== lastDay) rows.push(h('div', { class: 'day' }, title));
    lastDay = title;
    rows.push(row(message, thread.messages[index + 1], edit));
  }
  const last = thread.messages.at(-1);
  if (last.from === 'client')
    rows.push(
      h('div', { class: 'receipt', 'data-receipt': true }, word(thread.pageSeenAt >= last.at ? 'seen' : 'sent')),
    );
  if (thread.typing)
    rows.push(h('div', { class: 'typing', 'data-typing': true, 'aria-label': word('typing') }, h('i'), h('i'), h('i')));
  return rows;
}

/** The quick replies under the page's last message; they vanish once anything else is said. */
export function renderQuickReplies(thread, answer) {
  const last = thread.messages.at(-1);
  if (last?.from !== 'page') return [];
  return (last.quickReplies ?? []).map((reply) => {
    const title = reply.title ?? (reply.content_type === 'user_email' ? 'olena@example.com' : '+380 67 123 45 67');
    const payload = reply.payload ?? title;
    return h('button', { type: 'button', 'data-quick-reply': payload, onclick: () => answer(title, payload) }, title);
  });
}

function empty(start) {
  const button = h('button', { type: 'button', 'data-start': true, onclick: start }, word('start'));
  return h('div', { class: 'empty' }, h('strong', {}, word('empty')), h('span', {}, word('emptyMore')), button);
}

export function preview(message) {
  if (!message) return word('quiet');
  const words =
    message.text ??
    message.postback?.title ??
    (message.attachments?.[0]?.type === 'image' ? word('photo') : word('file'));
  return message.from === 'client' ? word('you') + words : words;
}

function row(message, next, edit) {
  const closes = !next || next.from !== message.from || next.appId !== message.appId || next.at - message.at > 300_000;
  const onlyMedia = !message.text && message.attachments?.every(({ type }) => type === 'image' || type === 'video');
  const bubble = h(
    'div',
    { class: onlyMedia ? 'bubble media' : 'bubble', title: clock(message.at) },
    ...content(message),
  );
  const shown = message.reaction ?? message.pageReaction;
  if (shown) bubble.append(h('span', { class: 'reaction' }, shown));
  const properties = {
    class: `row ${message.from}${closes ? ' closes' : ''}${shown ? ' reacted' : ''}`,
    'data-message': message.mid,
    'data-from': message.from,
  };
  return h(
    'div',
    properties,
    h('div', { class: 'line' }, bubble, actions(message, edit)),
    closes && h('div', { class: 'time' }, footnote(message)),
  );
}

function footnote(message) {
  const inbox = message.from === 'page' && message.appId === inboxAppId;
  return [clock(message.at), message.edits && word('edited'), inbox && word('viaInbox')].filter(Boolean).join(' · ');
}

function content(message) {
  if (message.postback) return [h('span', { class: 'postback' }, message.postback.title)];
  const parts = (message.attachments ?? []).map((attachment) => attached(attachment, message));
  if (message.text) parts.push(h('span', { class: 'text', dir: 'auto' }, message.text));
  return parts;
}

function attached({ type, payload }, message) {
  const url = payload?.url;
  if (type === 'template') return template(payload, message);
  if (type === 'image' && url)
    return h('a', { href: url, target: '_blank', rel: 'noopener' }, h('img', { src: url, alt: word('photo') }));
  if (type === 'audio' && url) return h('audio', { src: url, controls: true });
  if (type === 'video' && url) return h('video', { src: url, controls: true });
  if (!url) return h('span', { class: 'file' }, type);
  return h('a', { class: 'file', href: url, target: '_blank', rel: 'noopener' }, icon('file'), fileName(url));
}

function template(payload, message) {
  const elements = payload.elements ?? [{ title: payload.text, buttons: payload.buttons }];
  const cards = elements.map(({ title, subtitle, buttons }) =>
    h(
      'div',
      { class: 'card' },
      h('strong', {}, title ?? ''),
      subtitle ? h('span', {}, subtitle) : null,
      ...(buttons ?? []).map((one) => button(one, message)),
    ),
  );
  return h('div', { class: 'cards' }, ...cards);
}

function button({ type, title, url, payload }, message) {
  if (type === 'web_url' && /^https?:/.test(url ?? ''))
    return h('a', { href: url, target: '_blank', rel: 'noopener' }, title ?? url);
  const press = () => call('POST', 'postbacks', { ...message.whose, title, payload });
  return h('button', { type: 'button', 'data-postback': payload, onclick: () => void press() }, title ?? '');
}

function actions(message, edit) {
  const reacted = message.reaction !== undefined;
  const react = () => call('POST', 'reactions', { mid: message.mid, action: reacted ? 'unreact' : 'react' });
  const like = small('heart', word(reacted ? 'unreact' : 'react'), 'data-react', () => void react());
  const canEdit = message.from === 'client' && message.text !== undefined && (message.edits ?? 0) < 5;
  return h('div', { class: 'actions' }, like, canEdit && small('edit', word('edit'), 'data-edit', () => edit(message)));
}

function small(name, label, attribute, onclick) {
  return h(
    'button',
    { type: 'button', class: 'small', 'aria-label': label, title: label, [attribute]: true, onclick },
    icon(name),
  );
}

function fileName(url) {
  const name = new URL(url, location.href).pathname.split('/').at(-1) || word('file');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
