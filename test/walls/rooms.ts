import { type Room, type RoomName, ROOMS, WALLS } from './table.ts';

/** A room as the table has it, with what it leaves out. */
export function room(name: RoomName): Room {
  return WALLS[name];
}

/** The room in which a file stands: the innermost one. Null for a file outside of the house. */
export function roomOf(path: string): RoomName | null {
  const around = ROOMS.filter((name) => isWithin(path, name)).toSorted((a, b) => b.length - a.length);
  return around[0] ?? null;
}

/** Whether a path is a place (a folder or a file) or lies in it. */
export function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
