import type { Role } from '#db/entities/employee.ts';
import { type SettingsPatch, WEEKDAYS } from '#workflows/settings/vocabulary.ts';

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

const ROUND_THE_CLOCK: [string, string][] = [['00:00', '24:00']];

/**
 * What the demo company has settled for all of its pages. Its doors are always open: whoever tries it at night sees
 * what happens by day. `returnsId`: who takes things back.
 */
export const demoSettings = ({ teamId, returnsId }: { teamId: string; returnsId: string }): SettingsPatch => ({
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
    {
      id: 'returns',
      name: 'Повернення',
      enabled: true,
      when: { words: ['поверн', 'обмін'] },
      who: { teamIds: [], employeeIds: [returnsId] },
      strategy: 'active',
      priority: 3,
      // She leads more than that from the first day on: who wants to give something back has to wait.
      capacity: 2,
    },
  ],
  escalation: [{ minutes: 60, clock: 'working', to: 'next', id: null }],
  workingHours: {
    timeZone: 'Europe/Kyiv',
    week: Object.fromEntries(WEEKDAYS.map((day) => [day, ROUND_THE_CLOCK])),
    exceptions: [],
  },
  outOfHoursMessage: true,
  waitingMessage: { enabled: true, minutes: 60, clock: 'working' },
});

/** The outlet asks for a phone first, and once more after some minutes. */
export const outletSettings: SettingsPatch = { requirePhone: true, contactMinutes: 240, contactReminderMinutes: 5 };

export const DEMO_OUTLET = '102030405060702';

/** The page with a site of its own, on which its widget stands. */
export const DEMO_SHOP = '102030405060701';
/** The number of a page does in the place of its name. */
export const shopSettings: SettingsPatch = { chatbotUsername: DEMO_SHOP, widget: { color: '#a8480f', side: 'right' } };

/** The pages the simulated Messenger has, with the tokens it takes, and who has no access to them. */
export const DEMO_PAGES: { facebookId: string; name: string; accessToken: string; withoutEmail?: string }[] = [
  { facebookId: DEMO_SHOP, name: 'Дім і Світло', accessToken: 'EAAB-demo-dim-i-svitlo' },
  { facebookId: DEMO_OUTLET, name: 'Світло Outlet', accessToken: 'EAAB-demo-svitlo-outlet' },
  {
    facebookId: '102030405060703',
    name: 'Світло Опт',
    accessToken: 'EAAB-demo-svitlo-opt',
    withoutEmail: 'olena@demo.example',
  },
];
