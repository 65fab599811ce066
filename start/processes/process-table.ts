import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * The command line of a process that really runs, else undefined: for a free pid and also for a zombie, which still
 * answers to signal 0 although nothing of it is left.
 */
export function commandOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  return existsSync('/proc/self/stat') ? commandFromProc(pid) : commandFromPs(pid);
}

/**
 * Tells one process from a later one with the same pid: the moment it started, counted from this boot. Undefined when
 * no such process runs.
 */
export function identityOf(pid: number): string | undefined {
  if (commandOf(pid) === undefined) return undefined;
  if (!existsSync('/proc/self/stat')) return ps(pid, 'lstart=');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const startedAt = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startedAt}`;
}

/** Processes whose working folder is `folder` (only where /proc exists; elsewhere none are found). */
export function processesIn(folder: string): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => workingFolder(entry) === folder)
    .map(Number);
}

/** Sends a signal; a process that ended in the meantime is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself.
  }
}

function commandFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (state === 'Z' || state === 'X') return undefined;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return undefined;
  }
}

function commandFromPs(pid: number): string | undefined {
  const line = ps(pid, 'stat=,command=');
  return line === undefined || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
}

function ps(pid: number, columns: string): string | undefined {
  try {
    return execFileSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
