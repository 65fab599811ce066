import type { Company, PageName } from './company.ts';

/** What is published before anybody writes; each page twice, so that there is a version behind the one in force. */
export async function publishAll(company: Company): Promise<void> {
  const { admin, ids, team, pages } = company;
  const file = await admin.do<{ id: string }>('POST', '/api/files', PICTURE, {
    'content-type': 'application/octet-stream',
    'x-file-name': 'map.png',
  });
  const publish = async (page: PageName | null, settings: object, comment = '') => {
    const path = page === null ? '/api/settings' : `/api/pages/${pages[page].id}/settings`;
    await admin.do('POST', path, { settings, comment });
  };
  await publish(null, { contactAttempts: 4, discloseAutomatic: true }, 'перша');
  await publish(null, { contactAttempts: 3, discloseAutomatic: null }, 'друга');
  await publish('asking', { requirePhone: true, requireEmail: true, contactMinutes: 600, contactReminderMinutes: 1 });
  await publish('asking', { templates: { askPhone: { uk: 'Ваш телефон, {{first_name}}?' } } }, 'коротше');
  await publish('pressing', {
    distribution: 'even',
    absentOperators: 'at_once',
    autoFinish: { enabled: true, hours: 20 },
    waitingMessage: { enabled: true, minutes: 1, clock: 'wall' },
    attachments: { waiting: { fileId: file.id, name: 'мапа.png' } },
    escalation: [
      { minutes: 1, clock: 'wall', to: 'next', id: null },
      { minutes: 600, clock: 'wall', to: 'team', id: team },
      { minutes: 900, clock: 'wall', to: 'person', id: ids['olena'] },
    ],
  });
  const week = { mon: [['00:00', '00:01']] };
  const waitingMessage = { enabled: true, minutes: 10, clock: 'working' };
  const workingHours = {
    timeZone: 'Europe/Kyiv',
    week,
    exceptions: [{ date: '2027-01-01', intervals: [], name: 'Рік' }],
  };
  await publish('night', { outOfHoursMessage: true, waitingMessage, workingHours });
  await publish('dead', { autoFinish: { enabled: true, hours: 48 } });
  await publish('empty', { distribution: 'active', autoLead: true });
}

/** What is being written and not published, tried beside what is in force, and said of people. */
export async function leaveLying({ admin, olena, ids, pages, team }: Company): Promise<{ token: string }> {
  const draft = { settings: { distribution: 'even', capacity: 3 }, revision: 0, base: 3 };
  const path = `/api/pages/${pages.pressing.id}/settings`;
  const saved = await admin.do<{ draft: { revision: number } }>('PUT', `${path}/draft`, { ...draft, base: 1 });
  await admin.do('PUT', `${path}/shadow`, { revision: saved.draft?.revision ?? 1 });
  await admin.do('PUT', '/api/settings/draft', { ...draft, settings: { contactAttempts: 'багато' }, base: 2 });
  const day = (n: number) => new Date(Date.UTC(2027, 1, n)).toISOString();
  await admin.do('POST', '/api/leaves', { employeeId: ids['taras'], from: day(1), to: day(9), note: 'море' });
  await admin.do('PUT', `/api/employees/${ids['taras']}`, { skills: ['світло'], capacity: 40 });
  await admin.do('POST', '/api/teams', { name: 'Ранок', employeeIds: [ids['olena'], ids['taras']] });
  await admin.do('PUT', `/api/teams/${team}`, { name: 'Склад', employeeIds: [ids['taras'], ids['olena']] });
  await olena.do('PUT', '/api/me', { language: 'en' });
  const made = await admin.do<{ token: string }>('POST', '/api/tokens', { name: 'звіти', days: 300 });
  return { token: made.token };
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
