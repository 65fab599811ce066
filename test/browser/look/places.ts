/** All pages of the desk: who opens each, and what is there once it can be looked at. */
export const PLACES: [path: string, who: string | null, ready: string][] = [
  ['/login', null, 'h1'],
  ['/', 'iryna', '[data-chat]'],
  ['/chats/1', 'olena', '[data-composer]'],
  ['/contacts', 'iryna', 'main h1'],
  ['/leads', 'iryna', 'main h1'],
  ['/orders', 'iryna', 'main h1'],
  ['/documents', 'iryna', 'main h1'],
  ['/settings/companies', 'iryna', 'main h1'],
  ['/settings/document-templates', 'iryna', '[data-doc-template]'],
  ['/settings/neighbour', 'iryna', '[data-neighbour]'],
  ['/settings/analytics', 'iryna', '[data-analytics]'],
  ['/settings/general', 'iryna', '[data-facebook-app]'],
  ['/settings/webhooks', 'iryna', 'main h1'],
  ['/activities/facebook', 'iryna', '[data-row]'],
  ['/activities/bin', 'iryna', 'main h1'],
  ['/me', 'iryna', 'main h1'],
  ...['pages', 'configuration', 'routing', 'templates', 'team', 'employees', 'history', 'troubles', 'records'].map(
    (name): [string, string, string] => [`/settings/${name}`, 'iryna', 'main h1'],
  ),
  ['/settings/ready-replies', 'iryna', 'main h1'],
  ['/nope', 'iryna', 'h1'],
];
