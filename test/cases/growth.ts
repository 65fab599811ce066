/**
 * Eight times as much of it takes this many times as long: 8 where time grows with the length, 64 where it grows with
 * its square.
 */
export function growth(act: (text: string) => unknown, worst: (n: number) => string, n = 1_000): number {
  const [short, long] = [worst(n), worst(8 * n)];
  let least = Infinity;
  // Whatever else the machine does only adds to a measurement: what looks slow is looked at again.
  for (let look = 0; look < 6 && least >= LINEAR; look += 1)
    least = Math.min(least, fastest(act, long) / fastest(act, short));
  return least;
}

/** Far from both. */
export const LINEAR = 28;

/** The least of three, each repeated until the clock can tell it from nothing. */
function fastest(act: (text: string) => unknown, text: string): number {
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now();
    let times = 0;
    do {
      act(text);
      times += 1;
    } while (performance.now() - started < 0.2);
    return (performance.now() - started) / times;
  });
  return Math.min(...runs);
}
