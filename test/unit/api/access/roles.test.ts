import { describe, expect, test } from 'vitest';
import { ACTS, verdictOn, reachOf } from '#api/access/roles.ts';
import type { Role } from '#db/entities/employee.ts';

const ROLES: Role[] = ['operator', 'admin', 'auditor'];
/** Every set of roles that somebody can have. */
const SETS: Role[][] = Array.from({ length: 7 }, (_, n) => ROLES.filter((_role, bit) => (n + 1) & (1 << bit)));

const told = (roles: Role[], hasAccess: boolean) =>
  ACTS.map((act) => verdictOn(roles, act, hasAccess)).map(({ may, because }) => `${may ? 'yes' : 'no'}: ${because}`);

describe('Y19: who may do what on a page', () => {
  test.each<[Role[], boolean, string[]]>([
    [['operator'], true, ['yes: access', 'yes: access', 'no: role']],
    [['operator'], false, ['no: unseen', 'no: unseen', 'no: unseen']],
    [['auditor'], true, ['yes: role', 'no: role', 'no: role']],
    [['auditor'], false, ['yes: role', 'no: role', 'no: role']],
    [['admin'], true, ['yes: role', 'yes: role', 'yes: role']],
    [['admin'], false, ['yes: role', 'yes: role', 'yes: role']],
    [['operator', 'auditor'], true, ['yes: role', 'yes: access', 'no: role']],
    [['operator', 'auditor'], false, ['yes: role', 'no: access', 'no: role']],
    [['operator', 'admin'], false, ['yes: role', 'yes: role', 'yes: role']],
    [['admin', 'auditor'], false, ['yes: role', 'yes: role', 'yes: role']],
  ])('%j, access %s', (roles, hasAccess, verdicts) => {
    expect(told(roles, hasAccess)).toEqual(verdicts);
  });

  test('nobody acts where they cannot see', () => {
    const blind = SETS.flatMap((roles) =>
      [true, false].flatMap((access) => ACTS.map((act) => ({ roles, access, act }))),
    ).filter(({ roles, access, act }) => verdictOn(roles, act, access).may && !verdictOn(roles, 'see', access).may);
    expect(blind).toEqual([]);
  });

  test.each(SETS)('%s %s %s: to be an auditor, too, opens eyes and no hands', (...roles) => {
    const more: Role[] = [...roles, 'auditor'];
    for (const access of [true, false]) {
      expect(verdictOn(more, 'see', access).may).toBe(true);
      for (const act of ['answer', 'arrange'] as const)
        expect([act, verdictOn(more, act, access).may]).toEqual([act, verdictOn(roles, act, access).may]);
    }
  });

  test('nobody may what none of their roles may', () => {
    for (const roles of SETS)
      for (const act of ACTS)
        for (const access of [true, false])
          expect([roles, act, access, verdictOn(roles, act, access).may]).toEqual([
            roles,
            act,
            access,
            roles.some((role) => verdictOn([role], act, access).may),
          ]);
    expect(reachOf([], 'see')).toBe('none');
  });
});
