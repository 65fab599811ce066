import {
  condition,
  makeContinueAsNewFunc,
  proxyActivities,
  setDefaultSignalHandler,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { PROFILE_TASK_QUEUE } from '../chat/interface.ts';
import { NextDeadline } from '../chat/run/timer.ts';
import { decide } from './decide.ts';
import { newHealth } from './health.ts';
import { getHealth, lookAsked, type PageStart } from './interface.ts';
import type { PageNeeds } from './needs.ts';
import { mayAskMeta } from './schedule.ts';
import type { Health } from './vocabulary.ts';

// In the line of what asks Meta and may hang: nothing that chats decide waits behind it.
const { loadHealth, lookAtPage, keepHealth } = proxyActivities<PageNeeds>({
  summary: 'look at the page',
  taskQueue: PROFILE_TASK_QUEUE,
  startToCloseTimeout: '2 minutes',
  retry: { initialInterval: '1s', maximumInterval: '1 minute' },
});

/** Some thirty looks, a day or more: what a worker keeps of a page stays small. */
const ROLL_AT = 400;

/** A connected page that watches itself: it looks, decides what that means, and has it kept, told and mended. */
export async function pageWorkflow(start: PageStart): Promise<void> {
  const { pageId } = start;
  const timer = new NextDeadline('next look');
  const phase = phaseOf(pageId);
  let isAsked = false;
  let isTold = false;
  let health: Health | null = start.carried ?? null;
  setHandler(lookAsked, () => {
    isAsked = true;
  });
  // An empty signal of whoever wants it to look around: a newer build is there.
  setDefaultSignalHandler(() => {
    isTold = true;
  });
  setHandler(getHealth, () => health);
  health ??= (await loadHealth({ pageId })) ?? newHealth(Date.now());
  timer.set(health.next);
  for (;;) {
    await condition(() => isAsked || isTold || timer.due || mustRoll(start));
    isTold = false;
    if (mustRoll(start)) await rollOver(start, isAsked ? { ...health, next: Date.now() } : health);
    if (!isAsked && !timer.due) continue;
    isAsked = false;
    const looked = await lookAtPage({ pageId, asksMeta: mayAskMeta(health, Date.now()), now: Date.now() });
    if (!looked) return;
    const outcome = decide(health, { kind: 'looked', looked, phase }, Date.now());
    await keepHealth({ ...outcome, pageId, tokenMark: looked.tokenMark });
    health = outcome.health;
    timer.set(health.next);
  }
}

function mustRoll({ rollAt = ROLL_AT }: PageStart): boolean {
  const { continueAsNewSuggested, historyLength, targetWorkerDeploymentVersionChanged } = workflowInfo();
  return continueAsNewSuggested || targetWorkerDeploymentVersionChanged || historyLength > rollAt;
}

function rollOver(start: PageStart, carried: Health): Promise<never> {
  const isOutdated = workflowInfo().targetWorkerDeploymentVersionChanged;
  const continueAsNew = makeContinueAsNewFunc<typeof pageWorkflow>(
    isOutdated ? { initialVersioningBehavior: 'AUTO_UPGRADE' } : {},
  );
  return continueAsNew({ ...start, carried });
}

/** Of a page always the same, and of each its own. */
const phaseOf = (pageId: string): number =>
  Number.parseInt(pageId.replaceAll('-', '').slice(0, 6), 16) / 0x1000000 || 0;
