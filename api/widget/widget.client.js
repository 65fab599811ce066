// The "Consultant" of a page's own site: a button that leads into Messenger. One small script without dependencies; it
// keeps nothing in the browser and asks for nothing but what it shows. `script.ts` puts its parts together.
/* global STYLE */
import { hoursWords, languageOf, WORDS } from './words.client.js';
const make = (name, attributes, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
};

const bubble = () => {
  const space = 'http://www.w3.org/2000/svg';
  const picture = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  for (const [key, value] of [
    ['viewBox', '0 0 24 24'],
    ['width', '30'],
    ['height', '30'],
    ['aria-hidden', 'true'],
  ])
    picture.setAttribute(key, value);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute(
    'd',
    'M12 3C6.5 3 2 6.9 2 11.8c0 2.8 1.5 5.2 3.8 6.8V22l3.4-1.9c.9.2 1.8.4 2.8.4 5.5 0 10-3.9 10' +
      '-8.7S17.5 3 12 3zM7.5 13a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6zm4.5 0a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 ' +
      '2.6zm4.5 0a1.3 1.3 0 1 1 0-2.6 1.3 1.3 0 0 1 0 2.6z',
  );
  picture.append(path);
  return picture;
};

// Black or white, whichever is read better on it (WCAG 2): one of the two always has 4.5 to 1.
const onColor = (color) => {
  const light = [1, 3, 5]
    .map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] > 0.179 ? '#000' : '#fff';
};

const OPENER = { class: 'opener', type: 'button', 'aria-controls': 'panel', 'aria-haspopup': 'dialog' };

const panelOf = ({ name, link, hours, ref }, closer, language) => {
  const words = WORDS[language];
  const href = `${link}?ref=${encodeURIComponent(ref)}`;
  const unseen = make('span', { class: 'unseen' }, ` ${words.leaves}`);
  return make(
    'div',
    { class: 'panel', id: 'panel', role: 'dialog', 'aria-labelledby': 'name', lang: language },
    make('div', { class: 'head' }, make('h2', { id: 'name' }, name), closer),
    make('p', {}, hoursWords(hours, language)),
    make('a', { class: 'link', href, target: '_blank', rel: 'noopener' }, words.link, unseen),
  );
};

class Widget extends HTMLElement {
  #shown = null;
  #isOpen = false;

  // What `GET /api/pages/{id}/widget` says, and the `ref` of the place.
  set shown(shown) {
    this.#shown = shown;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    if (this.#shown) this.#draw();
  }

  #draw() {
    const { color, side } = this.#shown;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${STYLE} :host { --color: ${color}; --on-color: ${onColor(color)}; }`);
    root.adoptedStyleSheets = [sheet];
    this.setAttribute('side', side);
    const language = languageOf(this);
    const { open, close } = WORDS[language];
    const opener = make('button', { ...OPENER, 'aria-label': open, title: open }, bubble());
    const closer = make('button', { class: 'close', type: 'button', 'aria-label': close }, '×');
    const panel = panelOf(this.#shown, closer, language);
    this.#wire(opener, closer, panel);
    root.replaceChildren(panel, opener);
  }

  #wire(opener, closer, panel) {
    const show = (isOpen) => {
      this.#isOpen = isOpen;
      panel.hidden = !isOpen;
      opener.setAttribute('aria-expanded', String(isOpen));
    };
    const toggle = (isOpen) => {
      show(isOpen);
      (isOpen ? panel.querySelector('.link') : opener).focus();
    };
    opener.addEventListener('click', () => toggle(!this.#isOpen));
    closer.addEventListener('click', () => toggle(false));
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      toggle(false);
    });
    show(this.#isOpen);
  }
}
if (!customElements.get('rozmova-widget')) customElements.define('rozmova-widget', Widget);

/** Without `data-page` the script only says what the element is. */
function begin({ src, dataset }) {
  // What Meta takes for a `ref`: letters, digits, -, _ and =.
  const ref = (dataset.ref ?? '').replace(/[^\w=-]/g, '').slice(0, 200) || 'widget';
  const place = (shown) => {
    const widget = document.createElement('rozmova-widget');
    widget.shown = { ...shown, ref };
    document.body.append(widget);
  };
  fetch(new URL(`/api/pages/${encodeURIComponent(dataset.page)}/widget`, src), { credentials: 'omit' })
    .then((answer) => (answer.ok ? answer.json() : null))
    .then((shown) => {
      if (!shown) return;
      if (document.body) place(shown);
      else document.addEventListener('DOMContentLoaded', () => place(shown));
    })
    // A shop goes on without its widget.
    .catch(() => {});
}
if (document.currentScript?.dataset.page) begin(document.currentScript);
