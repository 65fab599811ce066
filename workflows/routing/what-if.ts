import type { Estimate } from './what-if/estimate-vocabulary.ts';
import { estimateOf } from './what-if/estimate.ts';
import type { Recording } from './what-if/recording.ts';
import type { Tried } from './what-if/tried.ts';
import { walk } from './what-if/walk.ts';

/**
 * Who would have got the chats of that period under the published policies and under others, by page. Pure: the same
 * twice is the same.
 */
export function replay(recording: Recording, tried: Record<string, Tried>): Estimate {
  const steps = replaySteps(recording, tried);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * The same in small steps, each of which tells the part that is done: for whoever has other things to do in between.
 */
export function* replaySteps(recording: Recording, tried: Record<string, Tried>): Generator<number, Estimate> {
  const of = (which: keyof Tried) =>
    walk(recording, Object.fromEntries(Object.entries(tried).map(([id, both]) => [id, both[which]])));
  const published = yield* halved(of('published'), 0);
  const draft = yield* halved(of('draft'), 0.5);
  yield 1;
  return estimateOf(recording, tried, { published, draft });
}

/** One of two walks. */
function* halved<T>(steps: Generator<number, T>, from: number): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + step.value / 2;
  }
}
