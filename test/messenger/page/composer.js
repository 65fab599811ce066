import { call, find, upload } from './dom.js';
import { current, state, whose } from './state.js';
import { word } from './words.js';

/** Writing, correcting and attaching; what goes wrong is said above the chat and the words come back. */
export function wireComposer() {
  const composer = find('[data-composer]');
  composer.addEventListener('input', grow);
  composer.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    find('.composer').requestSubmit();
  });
  find('.composer').addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(composer);
  });
  find('.editing button').addEventListener('click', () => edit(null));
  find('.attach').addEventListener('click', () => find('.file').click());
  find('.file').addEventListener('change', ({ target }) => void sendFile(target));
}

async function submit(composer) {
  const text = composer.value.trim();
  if (text === '') return;
  const { editing } = state;
  composer.value = '';
  edit(null);
  const done = await tried(
    editing ? call('POST', 'edits', { mid: editing.mid, text }) : call('POST', 'messages', { ...whose(), text }),
  );
  if (!done && composer.value === '') composer.value = text;
  grow();
}

async function sendFile(input) {
  const [file] = input.files;
  input.value = '';
  if (!file) return;
  const attachment = await upload(file).catch(() => null);
  if (attachment) await tried(call('POST', 'messages', { ...whose(), attachments: [attachment] }));
  else say(word('tooLarge'));
}

export async function tried(work) {
  const done = await work.then(
    () => true,
    () => false,
  );
  say(done ? '' : word('failed'));
  return done;
}

function say(problem) {
  state.problem = problem;
  renderNotice();
}

export function edit(message) {
  state.editing = message;
  const composer = find('[data-composer]');
  if (message) composer.value = message.text;
  else if (find('.editing').hidden === false) composer.value = '';
  find('.editing').hidden = message === null;
  grow();
  if (message) composer.focus();
}

function grow() {
  const composer = find('[data-composer]');
  composer.style.height = 'auto';
  composer.style.height = `${Math.min(composer.scrollHeight, 160)}px`;
}

export function renderNotice() {
  const notice = find('.notice');
  const text =
    state.problem ||
    (!state.connected && word('offline')) ||
    (current().blocked && word('blocked')) ||
    (!state.verified && word('waiting')) ||
    '';
  notice.textContent = text;
  notice.hidden = text === '';
}
