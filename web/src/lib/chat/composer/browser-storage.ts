/**
 * What this browser keeps for one employee: unsent texts and messages on their way. Another log-in sees its own only.
 */
export const browserStorage = {
  read: (employeeId: string, name: string): string | null => localStorage.getItem(keyOf(employeeId, name)),
  write(employeeId: string, name: string, value: string) {
    if (value === '') localStorage.removeItem(keyOf(employeeId, name));
    else localStorage.setItem(keyOf(employeeId, name), value);
    for (const hear of listeners) hear(employeeId, name, value);
  },
  /** Tells of each write of this tab's and of the others; answers how to stop. */
  listen(hear: Hear): () => void {
    const stop = new AbortController();
    listeners.add(hear);
    const told = ({ key, newValue }: StorageEvent) => {
      const [, employeeId = '', ...name] = (key ?? '').split(':');
      hear(employeeId, name.join(':'), newValue ?? '');
    };
    window.addEventListener('storage', told, { signal: stop.signal });
    stop.signal.addEventListener('abort', () => listeners.delete(hear));
    return () => stop.abort();
  },
  all(employeeId: string, prefix: string): string[] {
    const start = keyOf(employeeId, prefix);
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => localStorage.getItem(key) ?? '');
  },
  names(employeeId: string, prefix: string): string[] {
    const start = keyOf(employeeId, '');
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start + prefix));
    return keys.map((key) => key.slice(start.length));
  },
};

type Hear = (employeeId: string, name: string, value: string) => void;
const listeners = new Set<Hear>();

export const draftOf = (chatNumber: number | '') => `draft:${chatNumber}`;

function keyOf(employeeId: string, name: string): string {
  return `rozmova:${employeeId}:${name}`;
}
