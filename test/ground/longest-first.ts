import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute or more: begun last, it goes on alone while the other lanes have nothing to do. */
const LONG = [
  'look/walk',
  'bulk/deleting',
  'bulk/killed',
  'exports/killed',
  'start/launcher',
  'workflows/follow',
  'start/stories',
  'look/dialogs',
  'look/english',
  'browser/settings',
];

/** Begins with what takes longest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      LONG.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
