/** What a narrowed run writes, by the first folders of a path. */
export const parts = {
  api: ['cmd/api/', 'internal/interfaces/'],
  database: ['cmd/migration/', 'internal/infrastructure/persistence/'],
  deploy: ['deployments/', '.dockerignore', '.github/'],
  monitor: ['deployments/monitoring/'],
  test: ['tests/', 'vitest.config.ts'],
} as const satisfies Record<string, readonly string[]>;

export type Part = keyof typeof parts;

export function isIn(part: Part, path: string): boolean {
  return parts[part].some((start) => path.startsWith(start));
}
