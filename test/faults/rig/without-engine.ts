import { fault, type Fault } from '../judge/verdict.ts';
import { type Rig, shownChat, write } from './rig.ts';
import { until } from './wait.ts';

/** What must work while the engine is away, and what must honestly not. */
export async function workWithoutEngine(rig: Rig): Promise<Fault[]> {
  const [client] = rig.clients;
  const [operator] = rig.operators;
  if (!client || !operator) return [];
  const wrong: Fault[] = [];
  const text = `${rig.mark} ${client.id} writes without the engine`;
  await write(rig, client, text);
  const number = await until(() => shownChat(rig, client));
  if (number === undefined) return [fault('row', 'lost', 'a new chat is not visible while the engine is away')];
  const isVisible = async () => (await operator.desk.messages(number)).some((message) => message.text === text);
  if (!(await until(async () => (await isVisible()) || undefined)))
    wrong.push(fault('row', 'lost', 'a message is not visible'));
  const reply = await operator.reply(number, `${rig.mark} answer without the engine`);
  if (reply.id === null) wrong.push(fault('row', 'wrong state', `an answer was met with ${reply.status}`));
  const waits = async () =>
    (await operator.desk.messages(number)).some(({ id, waitsForEngine }) => id === reply.id && waitsForEngine);
  if (!(await until(async () => (await waits()) || undefined)))
    wrong.push(fault('row', 'wrong state', 'the answer does not show that it waits'));
  const asked = await operator.setStatus(number, 'in_progress');
  if (asked.code !== 'ENGINE_UNAVAILABLE' && asked.code !== 'MAY_STILL_HAPPEN')
    wrong.push(fault('row', 'wrong state', `a change of status was met with ${asked.status} ${asked.code}`));
  if (asked.ms > 5_000 * rig.scale.slack)
    wrong.push(fault('row', 'wrong state', `a change of status hung for ${Math.round(asked.ms)} ms`));
  return wrong;
}
