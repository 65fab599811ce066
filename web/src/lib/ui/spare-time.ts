type Load = () => Promise<unknown>;

const SETTLE_MS = 1_000;

const waiting: Load[] = [];
let isNow = false;

/**
 * What may be needed is loaded once there is nothing else to do: the first load goes without, and whoever loses the
 * connection later has it. (A browser that failed to load a part may not try again until the page is opened anew.)
 */
export function inSpareTime(load: Load): void {
  // Somebody has opened something else meanwhile, and waits for that first.
  if (isNow) setTimeout(() => whenIdle(load), SETTLE_MS);
  else waiting.push(load);
}

/** What the page was opened for is there; the next frame shows it, and only then there is time. */
export function spareTimeHasCome(): void {
  requestAnimationFrame(() => setTimeout(begin));
}

function begin() {
  isNow = true;
  for (const load of waiting.splice(0)) whenIdle(load);
}

function whenIdle(load: Load): void {
  // Safari has no idle callback.
  const later = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 200));
  // What fails here is asked for when it is wanted.
  later(() => void load().catch(() => undefined));
}
