/** Builds an element; children are elements or text, and text is never read as markup. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const shapes = {
  back: 'M12.5 4 6.5 10l6 6',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  attach: 'M14.5 9.2 9 14.7a3.3 3.3 0 0 1-4.7-4.7l6-6a2.2 2.2 0 0 1 3.1 3.1l-6 6a1.1 1.1 0 0 1-1.5-1.5l5.4-5.5',
  send: 'M3.5 10 16.5 4l-3.6 12.5-3-5zM9.9 11.5 16.5 4',
  edit: 'm4.5 15.5.6-3L13 4.6l2.4 2.4-7.9 7.9z',
  heart: 'M10 16S3.5 12.3 3.5 7.9A3.4 3.4 0 0 1 10 6.4a3.4 3.4 0 0 1 6.5 1.5C16.5 12.3 10 16 10 16z',
  file: 'M5.5 3.5h6l3.5 3.5v9.5h-9.5zM11.5 3.5V7H15',
};

export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [attribute, value] of Object.entries({ viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': true }))
    svg.setAttribute(attribute, String(value));
  const path = document.createElementNS(svg.namespaceURI, 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}

export const find = (selector) => document.querySelector(selector);

async function answerOf(response) {
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

export const get = (path) => fetch(`/control/${path}`).then(answerOf);

export function call(method, path, body) {
  return fetch(`/control/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).then(answerOf);
}

export function upload(file) {
  const query = new URLSearchParams({ name: file.name, mime: file.type });
  return fetch(`/control/files?${query}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }).then(answerOf);
}

/** Asks for a line of text; null when the person thinks better of it. */
export function ask(question) {
  const dialog = find('.ask');
  const field = dialog.querySelector('textarea');
  dialog.querySelector('label span').textContent = question;
  dialog.returnValue = '';
  field.value = '';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => resolve(dialog.returnValue === 'ok' && field.value.trim() ? field.value.trim() : null),
      { once: true },
    );
  });
}
