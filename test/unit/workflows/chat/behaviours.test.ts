import { describe, expect, test } from 'vitest';
import { BEHAVIOURS, behaviourOf, DEADLINES } from '#workflows/chat/behaviours/index.ts';
import { refusalOf } from '#workflows/chat/requests/refuse.ts';
import { DEFAULTS } from '#workflows/settings/defaults.ts';
import { noon, olena, wrote } from './chats.ts';
import { rulesWith } from './rules.ts';
import { run } from './stories.ts';

describe('F16: what a chat does by itself', () => {
  test('each behaviour is listed once, and found by its deadline', () => {
    expect(new Set(DEADLINES).size).toBe(BEHAVIOURS.length);
    for (const behaviour of BEHAVIOURS) expect(behaviourOf(behaviour.kind)).toBe(behaviour);
  });

  test('of one moment they come in this order, which the API tells, too', () => {
    expect(DEADLINES).toEqual([
      'window_closes',
      'waiting',
      'contact_reminder',
      'contact_gives_up',
      'auto_finish',
      'escalation',
      'finish',
    ]);
  });

  test.each(BEHAVIOURS.filter(({ isFixed }) => !isFixed))('$kind is moved by a setting that there is', (behaviour) => {
    expect(Object.keys(DEFAULTS)).toContain(behaviour.setting);
  });

  test.each(BEHAVIOURS)('$kind plans nothing where nothing is set and nobody waits', (behaviour) => {
    const { chat } = run(rulesWith({}), wrote(noon));
    expect(behaviour.plan({ ...chat, window: null, waitingSince: null }, rulesWith({}))).toBeNull();
  });

  test('what is the world’s nobody moves', () => {
    const rules = rulesWith({});
    const { chat } = run(rules, wrote(noon));
    const asked = {
      kind: 'change_deadline',
      chatId: 'chat-1',
      by: olena,
      at: noon,
      deadline: 'window_closes',
      to: null,
    } as const;
    expect(refusalOf(chat, asked, rules)?.code).toBe('NO_SUCH_DEADLINE');
  });
});
