import { execa } from 'execa';
import { dropDatabase, makeDatabase } from '../../test/support/postgres.ts';
import { startService } from './process.ts';
import type { Service } from './process.ts';
import { SECRET } from './subject.ts';

export interface OnPostgres {
  readonly service: Service;
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** The project's API as in production, on a migrated database of its own. */
export async function onPostgres(project: string, name: string): Promise<OnPostgres> {
  const databaseUrl = await makeDatabase(name);
  const env = {
    DATABASE_URL: databaseUrl,
    JWT_SECRET: SECRET,
    // A busy machine must make it slow and not refuse, and all load comes from one address.
    LIMITS: 'off',
    NODE_ENV: 'production',
  };
  await execa(process.execPath, ['cmd/migration/main.ts'], { cwd: project, env });
  const service = await startService(['cmd/api/main.ts'], { cwd: project, env });
  return {
    service,
    databaseUrl,
    async stop() {
      await service.stop();
      await dropDatabase(databaseUrl);
    },
  };
}
