import { asking } from './stories/asking.ts';
import { due } from './stories/due.ts';
import { lost } from './stories/lost.ts';
import type { Stories } from './stories/story.ts';
import { talking } from './stories/talking.ts';

/** All that are recorded. */
export const stories: Stories = { ...talking, ...lost, ...asking, ...due };
