/** The address of a list with some of what it asks for changed; what is empty is left out. */
export function addressWith(path: string, search: string, change: Record<string, string>): string {
  const words = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') words.delete(name);
    else words.set(name, value);
  }
  return words.size > 0 ? `${path}?${words}` : path;
}
