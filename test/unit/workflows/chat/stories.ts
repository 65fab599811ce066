import { decide } from '#workflows/chat/decide.ts';
import type { ChatState, ContactFacts, Input, Outcome, Own, Request, Say } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { identity, noon, wrote } from './chats.ts';

export const minute = 60_000;

export type Step = Input | Request | Own;
export const wroteWith = (contact: ContactFacts, at: number): Input => ({
  ...(wrote(at) as Extract<Input, { kind: 'client_wrote' }>),
  contact,
});

/** What comes of all of them, each at its own time; requests and deadlines at the time of what was before. */
export function run(rules: Rules, ...steps: (Step | number)[]): Outcome & { chat: ChatState } {
  let [now, all] = [noon, { chat: null, decisions: [], commands: [] } as Outcome];
  for (const step of steps) {
    if (typeof step === 'number') {
      now += step;
      continue;
    }
    if ('id' in step) now = Math.max(now, step.at);
    const { chat, decisions, commands } = decide(all.chat, step, now, identity, rules);
    all = { chat, decisions: [...all.decisions, ...decisions], commands: [...all.commands, ...commands] };
  }
  if (!all.chat) throw new Error('no chat is open');
  return all as Outcome & { chat: ChatState };
}

export const said = ({ commands }: Outcome): string[] =>
  commands.filter((command): command is Say => command.kind === 'say').map(({ template }) => template);
export const dueNow = (kind: 'waiting' | 'contact_reminder' | 'contact_gives_up' | 'auto_finish'): Own => ({
  kind: 'deadline',
  deadline: { kind, at: 0 },
});
export const codes = ({ decisions }: Outcome, kind: string) =>
  decisions.filter((d) => d.kind === kind).map((d) => d.reason?.code);

/** Monday and Tuesday, nine to six in Kyiv, and moments outside. */
export const hours = {
  timeZone: 'Europe/Kyiv',
  week: { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']] },
  exceptions: [],
};
export const evening = Date.parse('2026-11-23T20:00:00+02:00');
export const morning = Date.parse('2026-11-24T09:00:00+02:00');
