import { asking } from './stories/asking.ts';
import { due } from './stories/due.ts';
import { lost } from './stories/lost.ts';
import { jobs as played } from './stories/jobs.ts';
import type { Jobs, Stories } from './stories/story.ts';
import { talking } from './stories/talking.ts';

/** All chats that are recorded. */
export const stories: Stories = { ...talking, ...lost, ...asking, ...due };

/** All else that is recorded: workflows of no client. */
export const jobs: Jobs = played;
