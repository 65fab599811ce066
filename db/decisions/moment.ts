export function date(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
