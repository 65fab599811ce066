import type { Role } from '#db/entities/employee.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

export const DEMO_PASSWORD = 'rozmova-demo';

/** Who may log in to the demo company. */
export const DEMO_EMPLOYEES: { name: string; email: string; roles: Role[]; languages: string[] }[] = [
  { name: 'Ірина Лисенко', email: 'admin@demo.example', roles: ['admin', 'operator'], languages: ['uk'] },
  { name: 'Олена Коваль', email: 'olena@demo.example', roles: ['operator'], languages: ['uk', 'en'] },
  { name: 'Тарас Бойко', email: 'taras@demo.example', roles: ['operator'], languages: ['uk', 'pl'] },
  { name: 'Дмитро Савчук', email: 'auditor@demo.example', roles: ['auditor'], languages: [] },
];

/** Who packs and sends; its members by their e-mail. */
export const DEMO_TEAM = { name: 'Склад і доставка', members: ['taras@demo.example'] };

/** A client of long standing; the simulated Messenger has a person of this name. */
export const DEMO_CONTACT = {
  name: 'Марія Гончаренко',
  phones: ['+380675550142'],
  emails: ['maria@honcharenko.example'],
  segment: 'Постійні',
  manager: 'olena@demo.example',
};

/** What the demo company has settled for its outlet; the other page says and gives nothing by itself. */
export const demoSettings = (teamId: string): SettingsPatch => ({
  distribution: 'active',
  personalManager: true,
  sameOperator: true,
  capacity: 8,
  matchLanguage: true,
  routing: [
    {
      id: 'delivery',
      name: 'Доставка',
      enabled: true,
      when: { words: ['достав', 'посилк', 'відправ'] },
      who: { teamIds: [teamId], employeeIds: [] },
      strategy: 'active',
      priority: 5,
      capacity: null,
    },
  ],
  escalation: [{ minutes: 15, clock: 'working', to: 'next', id: null }],
  workingHours: {
    timeZone: 'Europe/Kyiv',
    week: {
      mon: [['09:00', '18:00']],
      tue: [['09:00', '18:00']],
      wed: [['09:00', '18:00']],
      thu: [['09:00', '18:00']],
      fri: [['09:00', '18:00']],
      sat: [['10:00', '15:00']],
    },
    exceptions: [],
  },
  outOfHoursMessage: true,
  waitingMessage: { enabled: true, minutes: 10, clock: 'working' },
});

export const DEMO_OUTLET = '102030405060702';

/** The pages the simulated Messenger has, with the tokens it takes. */
export const DEMO_PAGES = [
  { facebookId: '102030405060701', name: 'Дім і Світло', accessToken: 'EAAB-demo-dim-i-svitlo' },
  { facebookId: DEMO_OUTLET, name: 'Світло Outlet', accessToken: 'EAAB-demo-svitlo-outlet' },
];
