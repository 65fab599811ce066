import type { RoutingRule, Settings, SettingsPatch } from '#workflows/settings/vocabulary.ts';
import type { Warning } from './warnings.ts';

/** Rules of the scope itself that do nothing, though they are switched on. */
export function routingWarnings({ routing }: SettingsPatch, { distribution }: Settings): Warning[] {
  const rules = routing ?? [];
  const resting: Warning[] =
    distribution === 'off' && rules.some(({ enabled }) => enabled) ? [{ path: 'routing', code: 'RULES_REST' }] : [];
  return [...resting, ...unreachable(rules)];
}

/** Behind one that fits every chat. */
function unreachable(rules: RoutingRule[]): Warning[] {
  const last = rules.findIndex(({ enabled, when }) => enabled && !Object.values(when).some(isCondition));
  if (last === -1) return [];
  const { name: by = '' } = rules[last] ?? {};
  return rules.flatMap(({ enabled, name }, n) =>
    enabled && n > last ? [{ path: `routing.${n}`, code: 'UNREACHABLE_RULE' as const, about: { name, by } }] : [],
  );
}

function isCondition(value: RoutingRule['when'][keyof RoutingRule['when']]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;
}
