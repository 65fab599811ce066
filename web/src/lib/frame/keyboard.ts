/** Keys of the desk. Letters are told by their place on the keyboard, since a Cyrillic layout has no `j`. */
export function pressed(event: KeyboardEvent) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isInsideFloating(event.target))
    return;
  if (event.key === 'F6') return done(event, () => nextPane(event.shiftKey ? -1 : 1));
  if (event.key === 'Escape') return toComposer(event);
  if (isTyping(event.target)) return;
  const step = stepOf(event);
  if (step !== 0) done(event, () => moveInList(step));
}

function stepOf(event: KeyboardEvent): number {
  if (event.code === 'KeyJ') return 1;
  if (event.code === 'KeyK') return -1;
  if (!(event.target instanceof Element) || !event.target.closest('.list')) return 0;
  if (event.key === 'ArrowDown') return 1;
  return event.key === 'ArrowUp' ? -1 : 0;
}

function moveInList(step: number) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-chat]')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true');
  const row = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

function nextPane(step: number) {
  const list =
    document.querySelector<HTMLElement>('[data-chat][aria-current]') ??
    document.querySelector<HTMLElement>('[data-chat]');
  const panes = [list, ...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane !== null && pane.offsetParent !== null,
  );
  const at = panes.findIndex((pane) => pane === document.activeElement || pane?.contains(document.activeElement));
  panes[(at + step + panes.length) % panes.length]?.focus();
}

function toComposer(event: KeyboardEvent) {
  const composer = document.querySelector<HTMLElement>('[data-composer]');
  if (composer && document.activeElement !== composer) done(event, () => composer.focus());
}

function done(event: Event, act: () => void) {
  event.preventDefault();
  act();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, textarea, select, [contenteditable]');
}

function isInsideFloating(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}
