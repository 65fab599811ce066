import { describe, expect, test } from 'vitest';
import type { Input, Outcome } from '#workflows/chat/vocabulary.ts';
import type { Settings } from '#workflows/settings/vocabulary.ts';
import { noon, wrote } from '../chat/chats.ts';
import { rulesWith } from '../chat/rules.ts';
import { codes, run, wroteWith } from '../chat/stories.ts';

const SITE = '00000000-0000-4000-8000-000000000001';
const wants = ({ commands }: Outcome) => commands.filter(({ kind }) => kind === 'want_lead');

describe('F06: a lead that the settings want', () => {
  test.each<[Settings['autoLead'], string, string]>([
    [true, 'each', 'every_chat'],
    ['each', 'each', 'every_chat'],
    ['if_none_open', 'if_none_open', 'if_none_open'],
    ['not_known_contacts', 'not_known_contacts', 'not_known_contacts'],
  ])('F11: %s: with the first word, once, and from which source', (autoLead, rule, code) => {
    const outcome = run(rulesWith({ autoLead, leadSourceId: SITE }), wrote(noon), wrote(noon + 1));
    expect(outcome.decisions.filter(({ kind }) => kind === 'lead_wanted')).toEqual([
      { kind: 'lead_wanted', at: noon, reason: { code, setting: 'autoLead', page: 17, installation: 3 } },
    ]);
    expect(wants(outcome)).toEqual([{ kind: 'want_lead', rule, sourceId: SITE, at: noon }]);
  });

  test.each<Settings['autoLead']>([false, 'off'])('%s: none', (autoLead) => {
    const outcome = run(rulesWith({ autoLead }), wrote(noon));
    expect([codes(outcome, 'lead_wanted'), wants(outcome)]).toEqual([[], []]);
  });

  test('waits for the contact that is asked for', () => {
    const asking = rulesWith({ autoLead: 'each', requirePhone: true });
    expect(wants(run(asking, wrote(noon), wrote(noon + 1)))).toEqual([]);
    const given = run(asking, wrote(noon), wroteWith({ phone: '+380671234567' }, noon + 2), wrote(noon + 3));
    expect(wants(given)).toEqual([{ kind: 'want_lead', rule: 'each', sourceId: null, at: noon + 2 }]);
  });

  test('is decided by the settings of that moment', () => {
    const before = run(rulesWith({ autoLead: 'off' }), wrote(noon)).chat;
    expect(before.phase ?? 'open').toBe('open');
    expect(wants(run(rulesWith({ autoLead: 'off' }), wrote(noon), wrote(noon + 1)))).toEqual([]);
  });

  test('what came of it stands in the timeline', () => {
    const outcome = { code: 'open_lead', lead: 'l', number: '7', url: null } as const;
    const told: Input = { id: 9, chatId: 'chat-1', at: noon + 1, kind: 'lead_settled', outcome };
    const { decisions } = run(rulesWith({ autoLead: 'if_none_open' }), wrote(noon), told);
    expect(decisions.at(-1)).toEqual({ kind: 'lead_settled', at: noon + 1, reason: outcome });
  });
});
