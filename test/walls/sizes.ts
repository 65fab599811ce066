import { folders, isProduct, LIMITS, type Measure, measureHouse, median } from './measure.ts';

/** Prints how large the rooms are: `node test/walls/sizes.ts`. Of one folder what is too large: `… sizes.ts api/`. */
const house = measureHouse();
const inFolders = folders();
const [within] = process.argv.slice(2);
if (within) console.log(overLimits(within).join('\n'));
else console.table(table());

function table(): Record<string, object> {
  const rooms = Object.groupBy(house, ({ path }) => (path.includes('/') ? path.split('/')[0] : null) ?? '(root)');
  const rows = Object.entries(rooms).map(([name, files = []]) => [name, row(files, (path) => isIn(name, path))]);
  const product = house.filter(isProduct);
  return Object.fromEntries([...rows, ['product', row(product, (path) => !isIn('test', path))]]) as Record<
    string,
    object
  >;
}

function row(files: Measure[], holds: (folder: string) => boolean): object {
  const above = (limit: number): number => files.filter(({ lines }) => lines > limit).length;
  const counts = [...inFolders].filter(([folder]) => holds(folder)).map(([, count]) => count);
  return {
    files: files.length,
    median: median(files.map(({ lines }) => lines)),
    'over 120': above(120),
    'over 200': above(LIMITS.file),
    'longest function': Math.max(0, ...files.map(({ functions }) => functions[0]?.lines ?? 0)),
    'fullest folder': Math.max(0, ...counts),
    'wide lines': files.reduce((sum, { wide }) => sum + wide, 0),
  };
}

function overLimits(place: string): string[] {
  const files = house.filter(({ path }) => path.startsWith(place));
  const long = files.filter(({ lines }) => lines > LIMITS.file).map(({ path, lines }) => `${path}: ${lines} lines`);
  const functions = files.flatMap(({ path, functions: all }) =>
    all.filter(({ lines }) => lines > LIMITS.function).map(({ name, lines }) => `${path}: ${name} has ${lines} lines`),
  );
  const wide = files.filter((one) => one.wide > 0).map((one) => `${one.path}: ${one.wide} wide lines`);
  const full = [...inFolders].filter(([folder, count]) => folder.startsWith(place) && count > LIMITS.folder);
  return [...long, ...functions, ...wide, ...full.map(([folder, count]) => `${folder}: ${count} files`)];
}

function isIn(room: string, path: string): boolean {
  return room === '(root)' ? path === '.' : path === room || path.startsWith(`${room}/`);
}
