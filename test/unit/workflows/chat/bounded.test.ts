import { describe, expect, test } from 'vitest';
import { deadlinesOf, decide } from '#workflows/chat/decide.ts';
import type { ChatState, Decision, Input, Own } from '#workflows/chat/vocabulary.ts';
import type { Rules } from '#workflows/settings/vocabulary.ts';
import { after, chatAfter, hour, identity, noon, olena, queueOf, replied, saved, wrote } from './chats.ts';
import { rulesWith } from './rules.ts';

const input = (id: number): Input => ({
  id,
  chatId: 'c',
  at: noon,
  kind: 'client_wrote',
  messageId: `m${id}`,
  opens: 'message',
});
const inputs = (count: number): Input[] => Array.from({ length: count }, (_, n) => input(n + 1));

describe('C3: what is handed to the next run', () => {
  test.each([1, 199, 400, 1_000])(
    'C3: %d inputs that were handed over are not taken twice when told again',
    (count) => {
      const old = queueOf([], [], 0);
      old.tell(inputs(count));
      const next = queueOf(old.seenNumbers(), old.inbox(), old.known);
      next.tell(inputs(count));
      expect(next.length).toBe(count);
      expect(next.newest).toBe(count);
    },
  );

  test('C3: over two runs that took none of them, and over one that took some', () => {
    const old = queueOf([], [], 0);
    old.tell(inputs(400));
    const second = queueOf(old.seenNumbers(), old.inbox(), old.known);
    second.take();
    const third = queueOf(second.seenNumbers(), second.inbox(), second.known);
    third.tell(inputs(400).slice(1));
    expect(third.length).toBe(399);
  });

  test('M23: what is known from before is not taken again, though its number is not remembered', () => {
    const queue = queueOf([], [], 5);
    queue.tell(inputs(7));
    expect(queue.length).toBe(2);
  });

  test('I8: numbers told in an earlier epoch of the installation are nothing to a chat of the next one', () => {
    const queue = queueOf();
    queue.tell([], { epoch: 2 });
    queue.tell(inputs(3), { epoch: 1 });
    expect([queue.length, queue.epoch, queue.newest]).toEqual([0, 2, 0]);
    queue.tell(inputs(3), { epoch: 2 });
    expect(queue.length).toBe(3);
  });
});

describe('C4: a question that could not be sent', () => {
  const endless = rulesWith({
    requirePhone: true,
    requireEmail: true,
    contactMinutes: 0,
    contactAttempts: 0,
    autoFinish: { enabled: false, hours: 72 },
  });
  const late = noon + 48 * hour;
  const opened = decide(null, wrote(noon), late, identity, endless);

  test('C4: with nothing bounded the request is handed over all the same, at once and with the reason', () => {
    const asked = saved(opened.chat) as ChatState;
    expect(opened.decisions.map(codeOf)).toContain('not_said:window_closed');
    expect(deadlinesOf(asked, endless)).toEqual([{ kind: 'contact_gives_up', at: late }]);
    const handed = decide(asked, due('contact_gives_up', late), late, identity, endless);
    expect(handed.chat).toMatchObject({ phase: 'open', noContact: true, handedOverAt: late });
    expect(handed.decisions.map(codeOf)).toContain('contact:not_asked');
    expect(handed.commands.map(({ kind }) => kind)).toContain('seek_operator');
  });

  test('C4: a client who writes first is asked properly', () => {
    const again = decide(saved(opened.chat), wrote(late + 1), late + 1, identity, endless);
    expect(again.commands).toMatchObject([{ kind: 'say', template: 'askPhone', key: '2' }]);
    expect(deadlinesOf(saved(again.chat) as ChatState, endless).map(({ kind }) => kind)).toEqual(['window_closes']);
  });

  test('C4: the second question, and a repeated one, likewise', () => {
    const chat = after([wrote(noon)], noon, endless).chat;
    const phone = { ...wrote(noon + 1), contact: { phone: '+380671234567' } } as Input;
    const next = decide(chat, phone, late, identity, endless).chat;
    expect(kindsOf(saved(next), endless)).toContain('contact_gives_up');
    const unclear = decide(chat, wrote(noon + 1), late, identity, endless).chat;
    expect(kindsOf(saved(unclear), endless)).toContain('contact_gives_up');
  });
});

describe('an end that waits for an answer under way', () => {
  const rules = rulesWith({ autoFinish: { enabled: true, hours: 20 } });

  function wait(chat: ChatState, days: number): { decisions: Decision[]; looks: number; chat: ChatState } {
    const end = noon + days * 24 * hour;
    let [now, looks] = [noon, 0];
    const decisions: Decision[] = [];
    for (;;) {
      const next = deadlinesOf(chat, rules).find(({ kind }) => kind === 'auto_finish');
      if (!next || next.at > end) return { decisions, looks, chat };
      now = next.at;
      looks += 1;
      const outcome = decide(chat, { ...due('auto_finish', now), undelivered: true }, now, identity, rules);
      decisions.push(...outcome.decisions);
      chat = outcome.chat as ChatState;
    }
  }

  test('writes one line in a week, and looks some dozen times', () => {
    const { decisions, looks, chat } = wait(chatAfter(wrote(noon), replied(olena, noon)), 8);
    expect(decisions.map(codeOf)).toEqual(['deadline:postponed']);
    expect(decisions[0]?.reason).toMatchObject({ why: 'undelivered', setting: 'autoFinish' });
    expect(looks).toBeLessThan(15);
    const [next] = deadlinesOf(chat, rules).filter(({ kind }) => kind === 'auto_finish');
    const ended = decide(chat, due('auto_finish', next?.at ?? 0), next?.at ?? 0, identity, rules);
    expect(ended.chat?.status).toBe('finished');
  });

  test('a later silence is another occasion, with a line of its own', () => {
    const { chat } = wait(chatAfter(wrote(noon), replied(olena, noon)), 3);
    const later = after([wrote(noon + 70 * hour), replied(olena, noon + 70 * hour)]).chat;
    const { decisions } = wait({ ...(later as ChatState), overrides: chat.overrides ?? [] }, 8);
    expect(decisions.map(codeOf)).toEqual(['deadline:postponed']);
  });
});

function due(kind: 'auto_finish' | 'contact_gives_up', at: number): Extract<Own, { kind: 'deadline' }> {
  return { kind: 'deadline', deadline: { kind, at } };
}

function codeOf({ kind, reason }: Decision): string {
  return `${kind}:${reason?.code ?? ''}`;
}

function kindsOf(chat: ChatState | null, rules: Rules): string[] {
  return chat ? deadlinesOf(chat, rules).map(({ kind }) => kind) : [];
}
