/** Where the work is; on a terminal one line that changes, elsewhere plain lines. */
export interface Progress {
  /** A stage with its name in the user's language, and how much of it is done. */
  step(stage: string, done?: number, of?: number): void;
  /** Takes the changing line away; nothing is said after it. */
  end(): void;
}

export const noProgress: Progress = { step() {}, end() {} };

/** One line a stage, for logs. */
export function plainProgress(write: (text: string) => void): Progress {
  let last = '';
  return {
    step(stage) {
      if (stage !== last) write(`${stage} …\n`);
      last = stage;
    },
    end() {},
  };
}

/** A spinner's text, through whatever shows it. */
export function movingProgress(show: (text: string) => void, clear: () => void): Progress {
  return {
    step: (stage, done, of) => show(of === undefined ? stage : `${stage} ${done ?? 0}/${of}`),
    end: clear,
  };
}

/** One line of a terminal, drawn over. */
export function terminalProgress(write: (text: string) => void): Progress {
  const line = (text: string): void => write(`\r\u001b[2K${text}`);
  return movingProgress(
    (text) => line(`\u001b[33m⠿\u001b[39m ${text}`),
    () => line(''),
  );
}
