import { browserStorage } from '#lib/chat/composer/browser-storage.ts';

const NAME = 'emoji';
/** Two rows of the picker. */
const MOST = 16;

/** What this employee has put into replies with this browser, the last one first. */
export function recentEmoji(employeeId: string): string[] {
  return (browserStorage.read(employeeId, NAME) ?? '').split(' ').filter((sign) => sign !== '');
}

export function rememberEmoji(employeeId: string, sign: string) {
  const others = recentEmoji(employeeId).filter((one) => one !== sign);
  browserStorage.write(employeeId, NAME, [sign, ...others].slice(0, MOST).join(' '));
}
