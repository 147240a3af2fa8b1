/** Milliseconds by stage, in the order they ran. */
export interface Clock {
  /** Runs the work and counts its time under the name. */
  time<Result>(stage: string, work: () => Result | Promise<Result>): Promise<Result>;
  read(): Readonly<Record<string, number>> & { readonly total: number };
}

export function startClock(): Clock {
  const start = performance.now();
  const stages = new Map<string, number>();
  return {
    async time(stage, work) {
      const from = performance.now();
      try {
        return await work();
      } finally {
        stages.set(stage, (stages.get(stage) ?? 0) + performance.now() - from);
      }
    },
    read() {
      const rounded = [...stages].map(([stage, ms]) => [stage, Math.round(ms)] as const);
      return { total: Math.round(performance.now() - start), ...Object.fromEntries(rounded) };
    },
  };
}
