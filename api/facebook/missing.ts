import { sharedApplication, type SharedApp } from '#activities/facebook/application.ts';
import { type FacebookAppRow, findFacebookApp } from '#db/facebook/app.ts';
import type { ApiDeps } from '../http/deps.ts';
import type { Missing } from './schema.ts';

/** The same of the application that is chosen now. */
export const missingApp = async ({ database, facebook }: ApiDeps): Promise<Missing[]> =>
  missingOf(await findFacebookApp(database.pool), facebook.shared);

/** Without which nobody can log in with Facebook. */
export function missingOf(row: FacebookAppRow, shared: SharedApp): Missing[] {
  const { use, employeeIds, appId, secret, verifyToken } = row;
  const isOwn = use === 'own';
  const lacks: [Missing, boolean][] = [
    ['shared', !isOwn && sharedApplication(shared) === null],
    ['employees', employeeIds.length === 0],
    ['appId', isOwn && appId === ''],
    ['secret', isOwn && secret === null],
    ['verifyToken', isOwn && verifyToken === null],
  ];
  return lacks.flatMap(([name, isLacking]) => (isLacking ? [name] : []));
}
