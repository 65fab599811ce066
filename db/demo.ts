import type { Role } from '#db/entities/employee.ts';
import type { SettingsPatch } from '#workflows/settings/vocabulary.ts';

export const DEMO_PASSWORD = 'rozmova-demo';

/** Who may log in to the demo company. */
export const DEMO_EMPLOYEES: { name: string; email: string; roles: Role[] }[] = [
  { name: 'Ірина Лисенко', email: 'admin@demo.example', roles: ['admin', 'operator'] },
  { name: 'Олена Коваль', email: 'olena@demo.example', roles: ['operator'] },
  { name: 'Тарас Бойко', email: 'taras@demo.example', roles: ['operator'] },
  { name: 'Дмитро Савчук', email: 'auditor@demo.example', roles: ['auditor'] },
];

/** What the demo company has settled for its outlet; the other page says nothing by itself. */
export const DEMO_SETTINGS: SettingsPatch = {
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
};

export const DEMO_OUTLET = '102030405060702';

/** The pages the simulated Messenger has, with the tokens it takes. */
export const DEMO_PAGES = [
  { facebookId: '102030405060701', name: 'Дім і Світло', accessToken: 'EAAB-demo-dim-i-svitlo' },
  { facebookId: DEMO_OUTLET, name: 'Світло Outlet', accessToken: 'EAAB-demo-svitlo-outlet' },
];
