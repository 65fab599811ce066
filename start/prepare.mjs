// Runs before `npm start` and `npm test` on whatever Node is there (20 or newer), so: plain JavaScript, no packages.
// Installs what package-lock.json says unless that is installed already.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.rozmova-installed');
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
const stamp = createHash('sha256').update(lockText).digest('hex');

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed; this is ${process.version}.`);
if (!isInstalled()) {
  if (!matchesLock()) await install();
  if (!existsSync(runtime())) fail(noRuntime());
  writeFileSync(stampFile, stamp);
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(runtime());
}

/** True after somebody's own `npm ci`: npm keeps a list of what it put there. */
function matchesLock() {
  const hidden = join(modules, '.package-lock.json');
  if (!existsSync(hidden) || !existsSync(runtime())) return false;
  const there = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(lockText).packages).filter(([path]) => path !== '');
  return wanted.every(
    ([path, { version, optional }]) => there[path]?.version === version || (optional && !there[path]),
  );
}

function runtime() {
  return join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

async function install() {
  const packages = Object.values(JSON.parse(lockText).packages);
  const total = packages.filter((each) => fits(each.os, process.platform) && fits(each.cpu, process.arch)).length - 1;
  const started = Date.now();
  const say = movingLine();
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`Installing packages: ${Math.min(countPackages(modules), total)} of about ${total}, ${seconds} s`);
  }, 500);
  console.log(`Installing what package-lock.json lists (about ${total} packages); this happens once.`);
  const { code, output } = await runNpm([
    'ci',
    '--ignore-scripts=false',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]);
  clearInterval(timer);
  say('');
  if (code !== 0) fail(noInstall(output));
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function fits(list, mine) {
  return !list || list.includes(mine);
}

/** The npm that runs us, on the Node it runs on: the one in node_modules is about to be replaced. */
function runNpm(args) {
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  const [command, first] = npm ? [node || process.execPath, [npm]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** npm makes all folders first and fills them one by one. */
function countPackages(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  const inside = (name) => (name.startsWith('@') ? countPackages(join(folder, name)) : isFilled(join(folder, name)));
  return names.reduce((sum, name) => sum + inside(name), 0);
}

function isFilled(folder) {
  return existsSync(join(folder, 'package.json')) ? 1 : 0;
}

function movingLine() {
  let lastAt = Date.now();
  return (line) => {
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[2K${line}`);
    else if (line && Date.now() - lastAt > 4000) {
      lastAt = Date.now();
      console.log(line);
    }
  };
}

function noInstall(output) {
  const end = output.trimEnd().split('\n').slice(-20).join('\n');
  return `${end}\n\nThe packages could not be installed (npm ci failed; its last words are above).
Does this machine reach the npm registry, and may this user write to ${root}? Then start again.`;
}

function noRuntime() {
  return `The package "node", which holds the Node that runs this project, is installed without its program.
Install scripts seem to be switched off: run "npm rebuild node" (or "npm ci --ignore-scripts=false") and start again.`;
}

function fail(text) {
  console.error(text);
  process.exit(1);
}
