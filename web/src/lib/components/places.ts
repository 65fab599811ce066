import type { IconName } from './icon-names.ts';
import { m } from '#lib/paraglide/messages.js';

export type Place = { href: string; icon: IconName; word: () => string };

/** Where one can go; the settings are the admins' alone. */
export function placesFor(isAdmin: boolean): Place[] {
  return [
    { href: '/', icon: 'tray', word: m.inbox },
    ...(isAdmin
      ? [
          { href: '/settings/pages', icon: 'sheet', word: m.pages } as const,
          { href: '/settings/employees', icon: 'people', word: m.employees } as const,
        ]
      : []),
    { href: '/me', icon: 'person', word: m.me },
  ];
}

export function isAt(place: Place, path: string): boolean {
  return place.href === '/' ? path === '/' || path.startsWith('/chats/') : path.startsWith(place.href);
}
