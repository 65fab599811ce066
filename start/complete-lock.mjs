// Adds to package-lock.json the optional packages of other platforms that npm left out. npm leaves them out when it
// could not fetch them while the lock was written, and `npm ci` then refuses the lock on every platform. An entry needs
// its version, whom it is for, and the hash of what it is, which npm tells: without it anything would be taken there.
// Run after changing dependencies:
//   node start/complete-lock.mjs
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(dirname(fileURLToPath(import.meta.url)), '..', 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = missingOptional(lock.packages);
for (const [path, entry] of added) lock.packages[path] = entry;
const unhashed = Object.entries(lock.packages).filter(
  ([path, entry]) => path !== '' && !entry.integrity && !entry.link,
);
for (const [path, { version, ...rest }] of unhashed) {
  const integrity = integrityOf(nameOf(path), version);
  if (integrity) lock.packages[path] = { version, integrity, ...rest };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
if (added.length + unhashed.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} packages of other platforms added, ${unhashed.length} hashes looked for.`);

function missingOptional(packages) {
  const entries = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !resolvesFrom(packages, path, name))
      .map(([name, version]) => [
        `node_modules/${name}`,
        { version, ...platformOf(name), ...(dev && { dev }), optional: true },
      ]),
  );
  return [...new Map(entries)];
}

/** As Node looks for it: beside the package, then beside each folder above. */
function resolvesFrom(packages, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

function nameOf(path) {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** None: its authors name that version and never published it, for a platform on which it is then left out. */
function integrityOf(name, version) {
  try {
    const args = ['view', `${name}@${version}`, 'dist.integrity'];
    return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    console.log(`${name}@${version} is not in the registry.`);
    return undefined;
  }
}

function platformOf(name) {
  const words = name.split(/[-/]/).slice(1);
  const named = (list) => list.filter((each) => words.includes(each));
  const os = named(['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']);
  const cpu = named(['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']);
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return { ...(cpu.length && { cpu }), ...(libc.length && { libc }), ...(os.length && { os }) };
}
