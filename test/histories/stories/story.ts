import type { Stage } from '#test/integration/workflows/stage.ts';

/** One way through a chat each; returns the client whose chat it was. */
export type Stories = Record<string, (stage: Stage) => Promise<string>>;

/** One way through another workflow each; returns the id of that workflow, which is over by then. */
export type Jobs = Record<string, (stage: Stage) => Promise<string>>;
