import type { ClientInput, PageInput } from './options.ts';

/** What the demo company and the simulated Messenger agree on, as the App Dashboard and Meta would. */
export const demoApp = {
  id: '1517776481860111',
  secret: 'demo-app-secret-of-the-simulated-messenger',
  verifyToken: 'demo-verify-token',
} as const;

export const demoUser = { id: '10224031415926535', name: 'Олена Савчук', accessToken: 'EAAU-demo-olena' } as const;

export const demoPages = [
  { id: '102030405060701', name: 'Дім і Світло', accessToken: 'EAAB-demo-dim-i-svitlo' },
  { id: '102030405060702', name: 'Світло Outlet', accessToken: 'EAAB-demo-svitlo-outlet' },
  { id: '102030405060703', name: 'Світло Опт', accessToken: 'EAAB-demo-svitlo-opt' },
] as const satisfies PageInput[];

export const demoClients: ClientInput[] = [
  { id: 'mariia', firstName: 'Марія', lastName: 'Гончаренко', locale: 'uk_UA', gender: 'female' },
  { id: 'andrii', firstName: 'Андрій', lastName: 'Кравець', locale: 'uk_UA', gender: 'male' },
  { id: 'oksana', firstName: 'Оксана', lastName: 'Дідух', locale: 'uk_UA', gender: 'female' },
  { id: 'tetiana', firstName: 'Tetiana', lastName: 'Hrytsenko', locale: 'en_US', gender: 'female' },
  { id: 'katarzyna', firstName: 'Katarzyna', lastName: 'Wójcik', locale: 'pl_PL', gender: 'female', timezone: 1 },
  { id: 'bohdan', firstName: 'Богдан', lastName: 'Лисенко', locale: null },
  { id: 'yurii', firstName: 'Юрій', lastName: 'Мельник', locale: 'uk_UA', profile: 'refused' },
  { id: 'ivanna', firstName: 'Іванна', lastName: 'Ткач', locale: 'uk_UA', profile: 'empty' },
  { id: 'petro', firstName: 'Петро', lastName: 'Захарчук', locale: 'uk_UA', gender: 'male' },
  { id: 'nadiia', firstName: 'Надія', lastName: 'Романюк', locale: 'uk_UA', gender: 'female' },
  { id: 'roman', firstName: 'Роман', lastName: 'Ткачук', locale: 'uk_UA', gender: 'male' },
  { id: 'sofiia', firstName: 'Софія', lastName: 'Кириченко', locale: 'uk_UA', gender: 'female' },
  { id: 'lesia', firstName: 'Леся', lastName: 'Марченко', locale: 'uk_UA', gender: 'female' },
  { id: 'ostap', firstName: 'Остап', lastName: 'Дячук', locale: 'uk_UA', gender: 'male' },
];
