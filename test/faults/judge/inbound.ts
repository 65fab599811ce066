import type { Evidence, Row } from './evidence.ts';
import { type Fault, fault, repeated } from './verdict.ts';

/** I1: every message that was answered 200 is kept exactly once. */
export function judgeKept({ rig, rows, deliveries }: Evidence): Fault[] {
  const kept = new Set(rows.map(({ mid }) => mid));
  const acked = [
    ...deliveries.filter(({ type, status }) => type === 'message' && status === 'acked').map(({ mid }) => mid),
    ...rig.ledgers.posts.lines.filter(({ status }) => status === 200).flatMap(({ mids }) => mids),
  ];
  const said = new Set(rig.ledgers.said.lines.map(({ mid }) => mid));
  const incoming = rows.filter(({ direction }) => direction === 'in');
  return [
    ...[...new Set(acked)]
      .filter((mid) => !kept.has(mid))
      .map((mid) => fault('I1', 'lost', `${mid} was answered 200 and is not kept`)),
    ...repeated(incoming.map(({ mid }) => mid)).map((mid) => fault('I1', 'doubled', `${mid} is kept twice`)),
    ...incoming
      .filter(({ mid }) => mid !== null && !said.has(mid))
      .map(({ mid }) => fault('I1', 'doubled', `nobody wrote ${mid}`)),
    ...judgeTexts(rig.ledgers.said.lines, incoming),
  ];
}

function judgeTexts(said: { mid: string; text: string }[], incoming: Row[]): Fault[] {
  const texts = new Map(said.map(({ mid, text }) => [mid, text]));
  const changed = incoming.filter(({ mid, text }) => mid !== null && texts.has(mid) && texts.get(mid) !== text);
  return changed.map(({ mid }) => fault('I1', 'wrong state', `${mid} has another text`));
}

/** I2: nothing is answered 200 while it cannot be stored, and what was not taken is offered again until it is. */
export function judgeHonest({ rig, rows, deliveries }: Evidence): Fault[] {
  const { dishonest, ledgers } = rig;
  const lies = ledgers.posts.lines.filter(
    ({ at, ms, status }) => status === 200 && dishonest.some(({ from, to }) => at > from && at + ms < to),
  );
  const waiting = deliveries.filter(({ status }) => status === 'waiting' || status === 'given up');
  const kept = new Set(rows.map(({ mid }) => mid));
  const missing = ledgers.said.lines.filter(({ mid }) => !kept.has(mid));
  return [
    ...lies.map(({ mids }) => fault('I2', 'lost', `${mids.join()} was answered 200 while the database was away`)),
    ...waiting.map(({ type, id, error }) => fault('I2', 'lost', `delivery ${id} (${type}) never arrived: ${error}`)),
    ...missing.map(({ mid, text }) => fault('I2', 'lost', `${mid} ("${text}") was written and is not there`)),
  ];
}

/** I3: a chat's messages stand in Meta's order, then in the order of arrival. */
export function judgeOrder(evidence: Evidence): Fault[] {
  return [...judgeShown(evidence), ...judgeReplies(evidence)];
}

function judgeShown({ rig, rows, messages }: Evidence): Fault[] {
  const faults: Fault[] = [];
  for (const [number, shown] of messages) {
    const expected = rows
      .filter(({ chat }) => chat === number)
      .sort((a, b) => a.at.getTime() - b.at.getTime() || a.seq - b.seq);
    if (expected.map(({ id }) => id).join() !== shown.map(({ id }) => id).join()) {
      faults.push(fault('I3', 'out of order', `chat ${number} is shown in another order than it was said`));
    }
  }
  const clients = Map.groupBy(rig.ledgers.said.lines, ({ psid }) => psid);
  for (const [psid, said] of clients) {
    const written = said.toSorted((a, b) => a.timestamp - b.timestamp).map(({ mid }) => mid);
    const mids = new Set(written);
    const incoming = rows.filter((row) => row.psid === psid && row.mid !== null && mids.has(row.mid));
    const chats = [...new Set(incoming.map(({ chat }) => chat))].sort((a, b) => a - b);
    const stands = chats.flatMap((chat) =>
      incoming
        .filter((row) => row.chat === chat)
        .sort(byMetaTime)
        .map(({ mid }) => mid),
    );
    const sameMoment = repeated(said.map(({ timestamp }) => timestamp)).length > 0;
    if (!sameMoment && stands.length === written.length && stands.join() !== written.join()) {
      faults.push(fault('I3', 'out of order', `${psid} wrote in another order`));
    }
  }
  return faults;
}

function byMetaTime(a: Row, b: Row): number {
  return a.at.getTime() - b.at.getTime() || a.seq - b.seq;
}

/** Answers reach Meta in the order in which they were accepted, for each client. */
function judgeReplies({ rows, sends }: Evidence): Fault[] {
  const faults: Fault[] = [];
  const seqOf = new Map(rows.map(({ id, seq }) => [id, seq]));
  for (const [psid, accepted] of Map.groupBy(
    sends.filter((send) => send.accepted),
    (send) => send.psid,
  )) {
    const seqs = accepted.map(({ metadata }) => seqOf.get(metadata ?? '') ?? 0).filter((seq) => seq > 0);
    const inOrder = seqs.every((seq, n) => n === 0 || seq >= (seqs[n - 1] ?? 0));
    if (!inOrder) faults.push(fault('I3', 'out of order', `answers to ${psid} reached Meta as ${seqs.join()}`));
  }
  return faults;
}
