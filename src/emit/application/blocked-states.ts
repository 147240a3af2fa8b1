import type { Auth, EnumValue } from '../../model/model.ts';

/**
 * Words that name an account that is shut. A PRD cannot say in which states one may log in, and the
 * moves cannot tell a suspended account from a verified one; so it is the name of a state, or of a
 * move that leads to it, that tells. The first state is always open.
 */
const shut =
  /\b(suspend|block|ban|disabl|lock|freez|frozen|deactivat|inactiv|clos|terminat|delet|blacklist)|封|禁|冻结|凍結|停用|锁定|鎖定|注销|註銷|拉黑/iu;

/** The states of the principal in which nobody logs in. */
export function blockedStates({ entity }: Auth): readonly EnumValue[] {
  const { lifecycle } = entity;
  if (lifecycle === null) return [];
  return lifecycle.states.filter((state) => {
    if (state.code === lifecycle.initial) return false;
    const moves = lifecycle.moves.filter((move) => move.to === state.code);
    return [state.code, state.label, ...moves.flatMap((move) => [move.name, move.label])].some(
      (word) => shut.test(words(word)),
    );
  });
}

function words(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
}
