import { Context } from '@temporalio/activity';
import type { Notifier } from '#db/notify/notifier.ts';
import { putNeighbourDocument } from '#db/neighbour/put-document.ts';
import { findTask, keepMade, noteProblem, settleTask, type Task, type TaskOutcome } from '#db/neighbour/tasks.ts';
import { noticeRefusing } from '#db/neighbour/watch.ts';
import { CallFailed } from '#activities/crm/call.ts';
import type { Crm } from '#activities/crm/crm.ts';
import { type CrmDeps, crmInForce, neighbourInForce, refusesThisOne } from '#activities/crm/in-force.ts';
import { ownCrm } from '#activities/crm/own.ts';
import type { NeighbourNeeds } from '#workflows/neighbour/needs.ts';
import type { NeighbourStep } from '#workflows/neighbour/interface.ts';
import { bringDocument, type BringingDeps } from './documents.ts';

/** Well within the time after which somebody who says nothing is taken for dead. */
const BEAT_EVERY_MS = 2_500;

type TaskDeps = CrmDeps & BringingDeps & { notifier: Notifier };

/** What people ask of the other CRM, done by this process. */
export function createNeighbour(deps: TaskDeps): NeighbourNeeds {
  const { pool, notifier } = deps;
  return {
    stepOfNeighbour: async ({ taskId }) => {
      const task = await findTask(pool, taskId);
      if (!task) return 'over';
      const context = Context.current();
      const beating = setInterval(() => context.heartbeat(), BEAT_EVERY_MS);
      try {
        return await stepOf(deps, task);
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        return await failed(deps, task, error);
      } finally {
        clearInterval(beating);
        notifier.notify('inbox', 'change');
      }
    },
  };
}

async function stepOf(deps: TaskDeps, task: Task): Promise<NeighbourStep> {
  if (task.state === 'waiting') return task.kind === 'document' ? bringDocument(deps, task) : make(deps, task);
  if (task.state !== 'made') return 'over';
  return task.kind === 'document' ? putNeighbourDocument(deps.pool, task) : linkBack(deps, task);
}

/** It is tried again, unless the CRM said of this very one that it does not take it. */
async function failed({ pool }: TaskDeps, task: Task, error: CallFailed): Promise<NeighbourStep> {
  if (!refusesThisOne(error)) {
    await noteProblem(pool, { taskId: task.id }, error);
    throw error;
  }
  // It is there: only its card does not lead to the chat.
  if (task.state === 'made') {
    await settleTask(pool, task, 'over');
    return 'over';
  }
  await settleTask(pool, task, 'refused', error);
  await noticeRefusing(pool, task.clientId, error.status);
  return 'over';
}

async function make(deps: TaskDeps, task: Task): Promise<NeighbourStep> {
  const crm = await crmInForce(deps);
  const { people } = await crm.findPerson(whoOf(task));
  const outcome = await create(crm, task, people.length === 1 ? (people[0]?.id ?? null) : null);
  await keepMade(deps.pool, task, { outcome });
  return 'next';
}

function create(crm: Crm, task: Task, personId: string | null): Promise<TaskOutcome> {
  const key = `task ${task.id}`;
  const { source } = task;
  if (task.kind === 'lead') {
    const { name, phone, email, amount, note } = task.asked;
    return crm.createLead(key, { name, phone, email, amount, note, source, personId });
  }
  if (task.kind === 'document') throw new Error('a document is brought and not made');
  const { name, withVat, discount, lines, note } = task.asked;
  return crm.createOrder(key, { name, withVat, discount, lines, note, source, personId });
}

/** Ours where it has no address of its own; one of a neighbour that is off by now is not told. */
async function linkBack(deps: TaskDeps, task: Task): Promise<NeighbourStep> {
  const { outcome, kind } = task;
  if (outcome && kind !== 'document') {
    const crm = outcome.url === null ? ownCrm(deps.pool) : await neighbourInForce(deps);
    const { chatId: id, chatNumber: number, clientId, authorId: by } = task;
    await crm?.writeLinkBack({ kind, id: outcome.id }, { id, number, clientId, by });
  }
  await settleTask(deps.pool, task, 'over');
  return 'over';
}

/** Whoever is meant by what was typed for a lead is known by that, too. */
function whoOf({ clientId, contactId, phones, emails, ...task }: Task) {
  if (task.kind !== 'lead') return { clientId, contactId, phones, emails };
  const { phone, email } = task.asked;
  return { clientId, contactId, phones: withOne(phones, phone), emails: withOne(emails, email) };
}

const withOne = (known: string[], one: string | null): string[] =>
  one === null || known.includes(one) ? known : [...known, one];
