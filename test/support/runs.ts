/** How often a property is tried: few times with every change, `TEST_RUNS=10` times as many on a quiet machine. */
export function runs(usual: number): number {
  return usual * Number(process.env['TEST_RUNS'] ?? 1);
}
