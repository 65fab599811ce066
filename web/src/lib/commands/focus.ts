/** Where the focus can go: what is not in sight is not there. */
export const composer = () => inSight('[data-composer]');
export const conversation = () => inSight('[data-open-chat] .log[role=log]');
export const currentRow = () => inSight('[data-chat][aria-current]') ?? inSight('[data-chat]');

/** The chat whose conversation gets the focus as soon as it is there. */
let awaited: number | null = null;

/** A chat that is opened by keyboard is read next: single keys act there, arrows scroll. */
export function awaitConversation(chat: number) {
  awaited = chat;
  const shown = inSight(`[data-open-chat="${chat}"] .log[role=log]`);
  if (shown) focusAwaited(chat, shown);
}

export function focusAwaited(chat: number, log: HTMLElement) {
  if (awaited !== chat) return;
  awaited = null;
  log.focus();
}

export function moveInList(step: number) {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-chat]')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true');
  const row = rows[Math.min(Math.max(from + step, 0), rows.length - 1)];
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

export function nextPane(step: number) {
  const panes = [currentRow(), ...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => pane !== null && pane.offsetParent !== null,
  );
  const at = panes.findIndex((pane) => pane === document.activeElement || pane?.contains(document.activeElement));
  panes[(at + step + panes.length) % panes.length]?.focus();
}

function inSight(selector: string): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.offsetParent !== null) ?? null;
}
