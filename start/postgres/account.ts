import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Account = { name: string; uid: number; gid: number };

/** PostgreSQL refuses to run as root; then an existing account without rights runs it. Undefined: we are not root. */
export function databaseAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = listAccounts();
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const account = accounts.find((each) => each.name === name);
    if (account) return account;
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as.\n' +
      'Start as an ordinary user, add such an account, or set DATABASE_URL.',
  );
}

/** Whether `account` (undefined: we ourselves) may enter the folder `path`, seen with its own eyes. */
export function canEnter(path: string, account: Account | undefined): boolean {
  const ids = account && { uid: account.uid, gid: account.gid };
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', path], { cwd: '/', stdio: 'ignore', ...ids }).status === 0;
}

function listAccounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && Number(uid) > 0 && Number(gid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
