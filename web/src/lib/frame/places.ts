import type { IconName } from '#lib/ui/icon-names.ts';
import { m } from '#lib/paraglide/messages.js';

export type Place = { href: string; icon: IconName; word: () => string };
type Reader = { isAdmin: boolean; isAuditor: boolean; readsCrm: boolean };

/** Where one can go; the settings are the admins', and auditors read them. */
export function placesFor(reader: Reader): Place[] {
  const tab = settingsTabs(reader, null)[0];
  return [
    { href: '/', icon: 'tray', word: m.inbox },
    { href: '/activities/facebook', icon: 'rows', word: m.activities },
    ...(reader.readsCrm ? [{ href: '/contacts', icon: 'people', word: m.crm } as const] : []),
    ...(tab ? [{ href: tab.path, icon: 'sliders', word: m.settings } as const] : []),
    { href: '/me', icon: 'person', word: m.me },
  ];
}

/** What the company keeps of those it sells to, in one place of the frame. */
export const CRM: readonly { href: string; word: () => string }[] = [
  { href: '/contacts', word: m.contacts_page },
  { href: '/leads', word: m.leads_page },
  { href: '/orders', word: m.orders_page },
  { href: '/documents', word: m.documents },
];

export function isAt(place: Place, path: string): boolean {
  if (place.href === '/') return path === '/' || path.startsWith('/chats/');
  if (place.href === '/contacts') return CRM.some(({ href }) => path === href || path.startsWith(`${href}/`));
  const section = ['/settings', '/activities'].find((of) => place.href.startsWith(`${of}/`));
  return path.startsWith(section ?? place.href);
}

export const TROUBLES_PATH = '/settings/troubles';

const SCOPED: [string, () => string][] = [
  ['/settings/configuration', m.configuration],
  ['/settings/routing', m.routing],
  ['/settings/templates', m.templates_short],
  ['/settings/history', m.history],
];

/** Whether a section is about one page or all, as its address says. */
export const isScoped = (path: string): boolean => SCOPED.some(([of]) => of === path);

type Tab = { path: string; href: string; word: () => string };

/** The pages of the settings. Those about one page (`pageId`) or all keep it when one goes over to the next. */
export function settingsTabs({ isAdmin, isAuditor }: Omit<Reader, 'readsCrm'>, pageId: string | null): Tab[] {
  const scope = pageId === null ? '' : `?page=${encodeURIComponent(pageId)}`;
  const lists: [string, () => string][] = [
    ['/settings/pages', m.pages],
    ['/settings/general', m.general],
    ['/settings/employees', m.employees],
    ['/settings/companies', m.companies],
    ['/settings/neighbour', m.neighbour],
    ['/settings/analytics', m.analytics],
    ['/settings/webhooks', m.hooks],
  ];
  const shared: [string, () => string][] = [
    ['/settings/team', m.team],
    ['/settings/ready-replies', m.ready_replies],
    ['/settings/records', m.record_lists],
    ['/settings/document-templates', m.doc_templates],
  ];
  const tabs = [...(isAdmin ? lists : []), ...(isAdmin || isAuditor ? [...shared, ...SCOPED] : [])];
  if (isAdmin || isAuditor) tabs.push([TROUBLES_PATH, m.troubles]);
  return tabs.map(([path, word]) => ({ path, word, href: path + (isScoped(path) ? scope : '') }));
}
