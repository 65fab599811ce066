import { measureAcceptance } from './rows/acceptance.ts';
import { measureBurst } from './rows/burst.ts';
import { measureCrm } from './rows/crm.ts';
import { measureCrowd } from './rows/crowd.ts';
import { measureDesk } from './rows/desk.ts';
import { measureExports } from './rows/exports.ts';
import { measureFull } from './rows/full.ts';
import { measureImports } from './rows/imports.ts';
import { measureLists } from './rows/lists.ts';
import { measurePages, measureSearch } from './rows/many.ts';
import { measureLogIns } from './rows/log-ins.ts';
import { measureMemory } from './rows/memory.ts';
import { measureOutage } from './rows/outage.ts';
import { measureRendering } from './rows/rendering.ts';
import { measureSealing } from './rows/sealing.ts';
import { measureSight } from './rows/sight.ts';
import { measureSteps } from './rows/steps.ts';
import { measureStreams } from './rows/streams.ts';
import { measureWhatIf } from './rows/what-if.ts';
import type { Finding } from './report/row.ts';
import type { Scale } from './scale.ts';
import type { Filled } from './stage/fill.ts';
import type { Stage } from './stage/stage.ts';

export interface Measure {
  name: string;
  /** One round of it. */
  run(stage: Stage, scale: Scale): Promise<Finding[]> | Finding[];
  /** Left out of the quick run. */
  isLong?: boolean;
  /** What it finds is only so the first time. */
  once?: boolean;
}

/** Of a database with many chats: one round of it, for each number of them. */
export interface FilledMeasure {
  name: string;
  run(stage: Stage, scale: Scale, filled: Filled): Promise<Finding[]>;
  /** Only where there are so many chats. */
  from?: number;
  isLong?: boolean;
}

export const filledMeasures: FilledMeasure[] = [
  { name: 'lists', run: measureLists },
  { name: 'pages', run: measurePages },
  { name: 'search', run: measureSearch },
  { name: 'crm', run: measureCrm },
  { name: 'crowd', run: measureCrowd, isLong: true },
  { name: 'desk', run: measureDesk, isLong: true },
  { name: 'exports', run: measureExports, isLong: true },
  { name: 'full', run: measureFull, from: 100_000 },
];

/** In the order in which they are taken: memory first, while nothing has happened yet. */
export const measures: Measure[] = [
  { name: 'memory', run: measureMemory, once: true },
  { name: 'acceptance', run: measureAcceptance },
  { name: 'sight', run: measureSight },
  { name: 'burst', run: measureBurst },
  { name: 'streams', run: measureStreams, isLong: true },
  { name: 'rendering', run: measureRendering },
  { name: 'imports', run: measureImports, isLong: true, once: true },
  { name: 'log-ins', run: measureLogIns, isLong: true, once: true },
  { name: 'sealing', run: (_, scale) => measureSealing(scale), isLong: true, once: true },
  { name: 'what-if', run: (_, scale) => measureWhatIf(scale), isLong: true, once: true },
  { name: 'steps', run: measureSteps, isLong: true, once: true },
  { name: 'outage', run: measureOutage, isLong: true },
];
