import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** CPU time of the server's processes that serve connections of this name, in seconds; 0 where the system does not tell. */
export async function databaseCpu(databaseUrl: string, applicationName: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [applicationName],
    );
    const times = await Promise.all(rows.map(({ pid }) => cpuOf(pid)));
    return times.reduce((sum, one) => sum + one, 0);
  } finally {
    await client.end();
  }
}

/** From Linux's `/proc`, to the nanosecond. */
async function cpuOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '0');
  return Number(text.split(' ')[0]) / 1e9;
}
