import type { Subject } from '../service/subject.ts';

/** A part of production, and what it may cost: the same service is measured without it and with it. */
export interface Part {
  readonly name: string;
  /** What it may add to the CPU time of a request: 0.05 is 5 %. */
  readonly aim: number;
  /** The corner shop's PRD, changed so that the part is generated. */
  readonly prd: (text: string) => string;
  readonly without: Readonly<Record<string, string>>;
  readonly with: Readonly<Record<string, string>>;
  /** Rows and cases of its own, in place of the corner shop's; the database's CPU time counts too. */
  readonly seed?: Subject['seed'];
  /** Takes the part out of a copy of the project, where no setting does. */
  readonly edit?: (project: string) => Promise<void>;
}

/** A PRD with `lines` at the end of its front matter. */
export function withLines(text: string, lines: string): string {
  const end = text.indexOf('\n---', 4);
  return `${text.slice(0, end)}\n${lines}${text.slice(end)}`;
}
