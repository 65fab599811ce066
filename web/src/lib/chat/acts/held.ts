/** As long as a phone takes for its own menu. */
const HOLD_MS = 450;
/** A finger that moves farther scrolls. */
const SLIP_PX = 10;

/** Tells that a finger rests on it; a mouse has its own ways. */
export function held(tell: () => void): (element: HTMLElement) => () => void {
  return (element) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let [x, y] = [0, 0];
    const stop = new AbortController();
    const { signal } = stop;
    const end = () => clearTimeout(timer);
    const moved = (event: PointerEvent) => Math.hypot(event.clientX - x, event.clientY - y) > SLIP_PX && end();
    element.addEventListener(
      'pointerdown',
      (event) => {
        end();
        [x, y] = [event.clientX, event.clientY];
        if (event.pointerType !== 'mouse') timer = setTimeout(tell, HOLD_MS);
      },
      { signal },
    );
    element.addEventListener('pointermove', moved, { signal });
    for (const name of ['pointerup', 'pointercancel', 'pointerleave'] as const)
      element.addEventListener(name, end, { signal });
    return () => {
      end();
      stop.abort();
    };
  };
}
