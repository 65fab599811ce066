import type { Evidence } from './evidence.ts';
import { type Fault, fault } from './verdict.ts';

const ON_TIME_MS = 5_000;

/** I8: each deadline that came due was handled once, in time or with the word that it was late. */
export async function judgeTimers({ rig, chats }: Evidence): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const chat of chats) {
    const due = chat.window ? Date.parse(chat.window.until) : Infinity;
    if (due > Date.now() - ON_TIME_MS) continue;
    const timeline = await rig.desk.timeline(chat.number);
    const closings = timeline.filter(({ kind }) => kind === 'window_closed');
    const [closing] = closings;
    // Its window had closed before the chat was opened: there never was a deadline.
    const opened = timeline.find(({ kind }) => kind === 'opened');
    if (opened && Date.parse(opened.at) > due && !closing) continue;
    if (closings.length !== 1 || !closing) {
      faults.push(
        fault(
          'I8',
          closing ? 'doubled' : 'lost',
          `the closing window of chat ${chat.number} was noted ${closings.length} times`,
        ),
      );
    } else if (Date.parse(closing.at) - due > ON_TIME_MS && closing.reason?.code !== 'handled_late') {
      faults.push(fault('I8', 'wrong state', `the window of chat ${chat.number} was closed late without a word`));
    }
  }
  return faults;
}
