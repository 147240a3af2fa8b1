import type { Model, Target } from '../model/model.ts';

/** What was read from the PRD, as a person wants to see it confirmed. */
export interface Summary {
  readonly name: string;
  readonly modules: number;
  readonly entities: number;
  readonly commands: number;
  readonly queries: number;
  /** `Order -OrderPaid-> Product`. */
  readonly flows: readonly string[];
  /** `peak: 500 rps`. */
  readonly load: readonly string[];
}

export function summaryOf(model: Model): Summary {
  return {
    name: model.name,
    modules: model.modules.length,
    entities: model.entities.length,
    commands: model.roots.reduce((sum, entity) => sum + entity.commands.length, 0),
    queries: model.roots.reduce((sum, entity) => sum + entity.queries.length, 0),
    flows: flowsOf(model),
    load: Object.entries(model.nfr).map(([key, value]) => `${key}: ${value}`),
  };
}

function flowsOf(model: Model): readonly string[] {
  const flows = model.reactions.flatMap(({ event, targets }) =>
    targets.map((target) => {
      const from = event.entity.module?.code ?? event.entity.names.code;
      return `${from} -${event.name}-> ${goalOf(target)}`;
    }),
  );
  return [...new Set(flows)];
}

function goalOf({ call }: Target): string {
  if (call.kind === 'service') return call.service.name;
  const { entity } = call.command;
  return entity.module?.code ?? entity.names.code;
}
