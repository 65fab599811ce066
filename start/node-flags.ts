/**
 * How Node runs the API and the worker. The young generation of the heap is kept at 8 MB a half: left alone it grows to
 * many times that in a burst and stays there. Measured by `npm run bench`: the worst of a burst falls from over twice
 * the idle memory to under one and a half, and what is accepted a second stays.
 */
export const NODE_FLAGS = ['--max-semi-space-size=8'];
