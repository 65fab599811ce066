/**
 * What this browser keeps for one employee: unsent texts and messages on their way. Another log-in sees its own only.
 */
export const browserStorage = {
  read: (employeeId: string, name: string): string | null => localStorage.getItem(keyOf(employeeId, name)),
  write(employeeId: string, name: string, value: string) {
    if (value === '') localStorage.removeItem(keyOf(employeeId, name));
    else localStorage.setItem(keyOf(employeeId, name), value);
  },
  all(employeeId: string, prefix: string): string[] {
    const start = keyOf(employeeId, prefix);
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(start))
      .map((key) => localStorage.getItem(key) ?? '');
  },
};

export const draftOf = (chatNumber: number) => `draft:${chatNumber}`;

function keyOf(employeeId: string, name: string): string {
  return `rozmova:${employeeId}:${name}`;
}
