/** Timers that can all be called off, and of which one knows whether any is left. */
export type Schedule = {
  after(ms: number, task: () => void): void;
  pending(): number;
  close(): void;
};

export function createSchedule(): Schedule {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;
  return {
    after(ms, task) {
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        task();
      }, ms);
      timers.add(timer);
    },
    pending: () => timers.size,
    close() {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
