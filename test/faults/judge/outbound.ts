import type { Send } from '#test/messenger/graph/ledger.ts';
import type { Evidence, Row } from './evidence.ts';
import { type Fault, fault, repeated } from './verdict.ts';

const ARRIVED = ['sent', 'delivered', 'read'];

/**
 * I4: every accepted answer is sent once, surely failed, or visibly unknown; Meta saw it again only after an explicit
 * no.
 */
export function judgeSends(evidence: Evidence): Fault[] {
  const { rig, rows, sends } = evidence;
  const byId = new Map(rows.map((row) => [row.id, row]));
  const callsOf = Map.groupBy(sends, ({ metadata }) => metadata ?? '');
  const own = rows.filter(({ via }) => via === 'desk' || via === 'automatic');
  return [
    ...judgeLedger(evidence),
    ...own.flatMap((row) => judgeOne(row, callsOf.get(row.id) ?? [])),
    ...[...callsOf.keys()]
      .filter((id) => !byId.has(id))
      .map((id) => fault('I4', 'doubled', `Meta got ${id}, which nobody wrote`)),
    ...foreign(rows, rig.mark),
  ];
}

/** What operators were promised: one key, one message. */
function judgeLedger({ rig, rows }: Evidence): Fault[] {
  const keys = rows.flatMap(({ via, key }) => (via !== 'desk' || key === null ? [] : [key]));
  const accepted = rig.ledgers.replies.lines.filter(({ id }) => id !== null);
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...repeated(keys).map((key) => fault('I4', 'doubled', `the key ${key} made two messages`)),
    ...accepted
      .filter(({ id }) => !known.has(id ?? ''))
      .map(({ key }) => fault('I4', 'lost', `the accepted answer ${key} is gone`)),
    ...rig.ledgers.replies.lines
      .filter(({ status }) => status === 0 || status >= 500)
      .map(({ key, status }) => fault('I4', 'lost', `the answer ${key} was never accepted (${status})`)),
  ];
}

function judgeOne(row: Row, calls: Send[]): Fault[] {
  const faults: Fault[] = [];
  const accepted = calls.filter((call) => call.accepted);
  if (accepted.length > 1) faults.push(fault('I4', 'doubled', `the client got "${row.text}" ${accepted.length} times`));
  const blind = calls.slice(0, -1).filter(({ error }) => error === null);
  if (blind.length > 0) faults.push(fault('I4', 'doubled', `"${row.text}" was tried again without an explicit no`));
  if (calls.some(({ text }) => (text ?? '') !== row.text))
    faults.push(fault('I4', 'wrong state', `Meta got another text than "${row.text}"`));
  const arrived = ARRIVED.includes(row.state);
  if (arrived && accepted[0]?.mid !== row.mid)
    faults.push(fault('I4', 'lost', `"${row.text}" is ${row.state}, and Meta never took it`));
  if (row.state === 'failed' && accepted.length > 0)
    faults.push(fault('I4', 'wrong state', `"${row.text}" failed, and the client has it`));
  if (row.state === 'unknown' && row.reason === null)
    faults.push(fault('I4', 'wrong state', `"${row.text}" is unknown and says nothing why`));
  if (!arrived && !['failed', 'unknown', 'held'].includes(row.state))
    faults.push(fault('I4', 'wrong state', `"${row.text}" is still ${row.state}`));
  return faults;
}

/** An echo of our own message that was taken for somebody else's words. */
function foreign(rows: Row[], mark: string): Fault[] {
  const copies = rows.filter(({ via, text }) => ['meta_inbox', 'other_app'].includes(via) && text.startsWith(mark));
  return copies.map(({ text }) => fault('I4', 'doubled', `"${text}" stands there twice, as somebody else's`));
}
