/**
 * Tests on real parts meet a machine that is busy with other things. What fails there is run once more, alone: a fault
 * of the product or of the test fails again. What passes then is named in the output, since it is a race that somebody
 * has to find. More than a few at once are no accident, and are not run again.
 */
const MOST_FILES = 4;

/** Tests that passed and failed. */
export type Count = { passed: number; failed: number };

type FileResult = { name: string; status: string; assertionResults: { fullName: string; status: string }[] };
type Report = { numPassedTests: number; numFailedTests: number; testResults: FileResult[] };

/** A run that broke outside a test (a file that does not load, no file at all) is one failure more. */
export function counted(report: string, code: number): Count {
  const read = parsed(report);
  if (!read) return { passed: 0, failed: 1 };
  return { passed: read.numPassedTests, failed: Math.max(read.numFailedTests, code === 0 ? 0 : 1) };
}

/** Paths of the files to run again; none when too many failed. */
export function failedFiles(report: string): string[] {
  const failed = parsed(report)?.testResults.filter(({ status }) => status === 'failed') ?? [];
  return failed.length > MOST_FILES ? [] : failed.map(({ name }) => name);
}

/** Both runs together: for the files it ran the second one has the last word; what it cleared, by name. */
export function steadied(first: string, second: string, code: number): Count & { unsteady: string[] } {
  const again = counted(second, code);
  const before = parsed(first)?.testResults ?? [];
  const elsewhere = before.filter(({ status }) => status !== 'failed').flatMap(({ assertionResults: all }) => all);
  const still = new Set(namesOf(parsed(second)?.testResults ?? [], 'failed'));
  const unsteady =
    again.failed === 0 || still.size > 0 ? namesOf(before, 'failed').filter((name) => !still.has(name)) : [];
  return { passed: elsewhere.filter(passed).length + again.passed, failed: again.failed, unsteady };
}

const passed = ({ status }: { status: string }): boolean => status === 'passed';

function namesOf(files: FileResult[], status: string): string[] {
  return files.flatMap(({ name, assertionResults }) =>
    assertionResults.filter((one) => one.status === status).map(({ fullName }) => `${name} > ${fullName}`),
  );
}

function parsed(report: string): Report | null {
  return report === '' ? null : (JSON.parse(report) as Report);
}
