/**
 * How Node runs the API and the worker. The young generation of the heap is kept small: left alone it grows to many
 * times that in a burst and stays there. The worker collects garbage as for a small machine, too: a tenth more of its
 * time and fifty megabytes less in a burst. In the API that would cost a third of what it can take. Both clear away
 * once what loading left (`platform/tidy-up.ts`).
 */
export const NODE_FLAGS = {
  api: ['--max-semi-space-size=4', '--expose-gc'],
  worker: ['--max-semi-space-size=4', '--optimize-for-size', '--expose-gc'],
} as const;

/** What else makes them small: glibc keeps what native threads gave back, in an arena for each of many threads. */
export const NODE_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' } as const;
