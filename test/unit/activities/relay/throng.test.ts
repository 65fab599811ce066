import { expect, test } from 'vitest';
import { Throng } from '#activities/relay/throng.ts';

const PATIENCE = { firstMs: 1_500, thenMs: 150 };

/** A throng at a clock that stands still until it is moved. */
function atClock() {
  const clock = { now: 1_000_000 };
  const throng = new Throng(() => clock.now);
  const goOn = (ms: number): void => {
    for (const end = clock.now + ms; clock.now < end; clock.now += 100) throng.lasts();
  };
  return { clock, throng, goOn };
}

const nothing = () => Promise.resolve();

/** Whether work that can wait is still waiting after it has looked some times. */
async function isKept(waiting: Promise<void>): Promise<boolean> {
  const pause = new Promise<'waits'>((resolve) => setTimeout(resolve, 50, 'waits'));
  return (await Promise.race([waiting, pause])) === 'waits';
}

test('work that can wait begins at once where nobody speaks of a throng', async () => {
  expect(await isKept(atClock().throng.over(PATIENCE, nothing))).toBe(false);
});

test('it waits while a throng lasts, and begins when nobody speaks of it any more', async () => {
  const { clock, throng, goOn } = atClock();
  goOn(100);
  const waiting = throng.over(PATIENCE, nothing);
  expect(await isKept(waiting)).toBe(true);
  goOn(500);
  expect(await isKept(waiting)).toBe(true);
  clock.now += 300;
  await waiting;
});

test('what can not wait is done meanwhile, again and again', async () => {
  const { clock, throng, goOn } = atClock();
  goOn(100);
  let times = 0;
  const waiting = throng.over(PATIENCE, () => Promise.resolve((times += 1) === 3 && (clock.now += 1_000)));
  await waiting;
  expect(times).toBe(3);
});

test('one that lasts is waited for once, and then for a moment each time', async () => {
  const { clock, throng, goOn } = atClock();
  goOn(100);
  const first = throng.over(PATIENCE, nothing);
  goOn(1_300);
  expect(await isKept(first)).toBe(true);
  goOn(200);
  await first;
  const second = throng.over(PATIENCE, nothing);
  expect(await isKept(second)).toBe(true);
  goOn(200);
  await second;
  clock.now += 1_000;
  goOn(100);
  const next = throng.over(PATIENCE, nothing);
  goOn(1_000);
  expect(await isKept(next)).toBe(true);
});
