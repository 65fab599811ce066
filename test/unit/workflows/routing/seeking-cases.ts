import type { ChatState, Command, GoneCode, Input, Seek } from '#workflows/chat/vocabulary.ts';
import type { ChosenCode, NobodyCode } from '#workflows/routing/vocabulary.ts';
import { noon, olena } from '../chat/chats.ts';

export const minute = 60_000;
let lastId = 1_000;
export const told = (at: number) => ({ id: (lastId += 1), chatId: 'chat-1', at });
const record = { recordId: 'record-1', page: 17, installation: 3 };
export const given = (
  employeeId: string,
  ask = 1,
  as: Seek['as'] = 'first',
  at = noon,
  contactId: string | null = null,
): Input => ({
  ...told(at),
  ...record,
  kind: 'operator_assigned',
  ask,
  as,
  employeeId,
  code: 'turn' as ChosenCode,
  rule: null,
  candidates: 2,
  contactId,
});
export const nobody = (ask = 1, as: Seek['as'] = 'first', at = noon): Input => ({
  ...told(at),
  ...record,
  kind: 'operator_not_found',
  ask,
  as,
  code: 'all_full' as NobodyCode,
});
export const gone = (employeeId: string, at = noon, code: GoneCode = 'on_leave'): Input => ({
  ...told(at),
  kind: 'operator_gone',
  employeeId,
  code,
});
export const linked = (contactId: string | null): Input => ({
  ...told(noon),
  kind: 'contact_linked',
  contactId,
  by: olena,
});
export const seeks = (commands: Command[]) => commands.filter((command) => command.kind === 'seek_operator');
export const operators = (chat: ChatState | null) => chat?.operators.map(({ id }) => id);
