import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes most of a minute or more: begun last, it goes on alone while the other lanes have nothing to do. */
const LONG = [
  'look/walk',
  'bulk/deleting',
  'bulk/killed',
  'exports/killed',
  'start/launcher',
  'workflows/attachment',
  'workflows/follow',
  'requests/contacts',
  'accounts/guessing',
  'db/far-pages',
  'chats/watching',
  'bulk/cancelled',
  'start/stories',
  'look/dialogs',
  'look/english',
  'browser/settings',
  'attention/looking',
  'truth/unwell',
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
