import type { SagaSyntax } from '../prd/index.ts';
import { systemMember } from './event-data.ts';
import type { Building } from './draft.ts';
import type { Event, Input, Saga, SagaStep, StepResult, Target } from './model.ts';
import { kebabOf } from './names.ts';
import { targetOf } from './targets.ts';
import type { Taken } from './targets.ts';

const RETRIES = 3;

export function sagasOf(building: Building, taken: Taken): readonly Saga[] {
  return building.document.sagas.flatMap((syntax) => {
    const starts = taken(syntax.starts);
    return starts ? [sagaOf(building, syntax, starts)] : [];
  });
}

function sagaOf(building: Building, syntax: SagaSyntax, starts: Event): Saga {
  // Found by the id that the event tells.
  const aggregate = starts.data.some(({ system }) => system === 'id') ? starts.entity : null;
  const steps: SagaStep[] = [];
  for (const [index, one] of syntax.steps.entries()) {
    const earlier = steps.flatMap((step) => step.results);
    const around = { results: earlier, aggregate, undoes: null };
    const [run] = targetOf(building, one.run, starts, around);
    if (!run) continue;
    const results = resultsOf(run, index);
    const [undo = null] = one.undo
      ? targetOf(building, one.undo, starts, {
          // Its own results come first: an undo speaks of what its step did.
          results: [...results, ...earlier.filter((known) => !names(results, known))],
          aggregate,
          undoes: run,
        })
      : [];
    steps.push({ run, undo, timeoutMs: one.timeoutMs, retry: one.retry ?? RETRIES, results });
  }
  const around = { results: [], aggregate, undoes: null };
  const [fails = null] = syntax.fails ? targetOf(building, syntax.fails, starts, around) : [];
  return {
    name: syntax.name.code,
    label: syntax.name.label ?? syntax.name.code,
    kebab: kebabOf(syntax.name.code),
    starts,
    steps,
    fails,
    at: syntax.name.at,
  };
}

function names(results: readonly StepResult[], known: StepResult): boolean {
  return results.some((one) => one.input.name === known.input.name);
}

/** A step that runs once for each element answers nothing that has a name. */
function resultsOf(run: Target, step: number): readonly StepResult[] {
  if (run.each) return [];
  if (run.call.kind === 'service') return run.call.call.output.map((input) => ({ step, input }));
  const { command } = run.call;
  if (command.returns.length > 0) return command.returns.map((input) => ({ step, input }));
  if (command.kind === 'delete') return [];
  const { camel } = command.entity.names;
  const { shape } = systemMember('id', command.entity);
  const input: Input = {
    name: camel,
    label: command.entity.label,
    jsonName: `${camel}Id`,
    field: null,
    shape: { ...shape, name: camel, member: `${camel}Id` },
    optional: false,
  };
  return [{ step, input }];
}
