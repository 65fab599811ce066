import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import { FIRST_PROFILE_TASK_QUEUE, PROFILE_TASK_QUEUE } from './messages.ts';
import type { ChatNeeds } from './needs.ts';

// Local: it takes milliseconds, and a marker is one event where an activity is six. It retries until the database is back.
// If the workflow task fails before the marker is kept, it runs again with at least the same inputs and overwrites.
export const local = proxyLocalActivities<ChatNeeds>({
  summary: 'keep what was decided',
  startToCloseTimeout: '10s',
  localRetryThreshold: '30s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
// What a person asked, what the chat says by itself and its end are saved by an ordinary activity. An update is only kept with the task
// that accepts it, and a task that is taken again with more inputs may decide otherwise: nobody may have seen or got it by then.
export const durable = proxyActivities<ChatNeeds>({
  summary: 'keep what cannot be taken back',
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});
// A name is nice to have: after a quarter of an hour the chat does without.
export const { fetchProfile } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's name",
  taskQueue: PROFILE_TASK_QUEUE,
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '15m',
  retry: { initialInterval: '2s', maximumInterval: '2m' },
});

// The language of the first automatic message is that of the profile: it is worth a moment, and no more.
export const { fetchProfile: fetchProfileAtOnce } = proxyActivities<ChatNeeds>({
  summary: "ask Meta for the client's language",
  taskQueue: FIRST_PROFILE_TASK_QUEUE,
  startToCloseTimeout: '5s',
  scheduleToCloseTimeout: '6s',
  retry: { initialInterval: '500ms', maximumAttempts: 3 },
});
