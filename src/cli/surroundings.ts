import type { Surroundings } from './run.ts';

/** Those of this process. */
export function surroundings(terminalProgress: Surroundings['terminalProgress']): Surroundings {
  const { stdout, stderr, env } = process;
  const isTerminal = (stream: NodeJS.WriteStream): boolean =>
    stream.isTTY && env['TERM'] !== 'dumb';
  return {
    cwd: process.cwd(),
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    outIsTerminal: isTerminal(stdout),
    errIsTerminal: isTerminal(stderr) && isTerminal(stdout) && env['CI'] === undefined,
    rows: stdout.rows || 40,
    noColor: (env['NO_COLOR'] ?? '') !== '',
    terminalProgress,
  };
}
