import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes a minute or more: begun last, it goes on alone while the other lanes have nothing to do. */
const LONG = [
  'faults/bench',
  'faults/first-part',
  'faults/second-part',
  'faults/third-part',
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
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return place < 0 ? LONG.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
