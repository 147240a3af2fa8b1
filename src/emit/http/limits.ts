import type { Limit, Model } from '../../model/model.ts';
import { say } from '../text.ts';
import { templateText } from '../typescript/code.ts';
import { endpoints } from './endpoints.ts';
import type { Endpoint } from './endpoints.ts';

/** A limit of one operation; what has the same target is counted together. */
export interface OperationLimit {
  /** The handler in `application`, and the operation's id in the description. */
  readonly operation: string;
  readonly limit: Limit;
}

/** Passwords are guessed where nobody counts. */
const guardedLogin: Limit = { target: 'auth.login', count: 10, windowMs: 60_000, per: 'ip' };

const authOperations = {
  'auth.login': 'logIn',
  'auth.refresh': 'refreshSession',
  'auth.logout': 'logOut',
} as const;

/** Limits as they hold: logging in has one whatever the PRD says. */
export function limitsOf(model: Model): readonly Limit[] {
  const { auth, limits } = model;
  const isGuarded = auth === null || limits.some(({ target }) => target === 'auth.login');
  return isGuarded ? limits : [...limits, guardedLogin];
}

/** Of operations that have a limit of their own or of their entity, the nearer first. */
export function operationLimits(model: Model): readonly OperationLimit[] {
  const byTarget = new Map(limitsOf(model).map((limit) => [limit.target, limit]));
  const ofAuth = Object.entries(authOperations).map(([target, operation]) => ({
    operation,
    limit: byTarget.get(target),
  }));
  const ofEntities = endpoints(model).map((endpoint) => ({
    operation: endpoint.handler,
    limit: targetsOf(endpoint)
      .map((target) => byTarget.get(target))
      .find((limit) => limit !== undefined),
  }));
  return [...ofAuth, ...ofEntities].flatMap(({ operation, limit }) =>
    limit === undefined ? [] : [{ operation, limit }],
  );
}

/** Of all other operations. */
export function usualLimit(model: Model): Limit | null {
  return model.limits.find(({ target }) => target === 'default') ?? null;
}

function targetsOf(endpoint: Endpoint): readonly string[] {
  switch (endpoint.kind) {
    case 'command':
      return [endpoint.command.action, endpoint.command.entity.names.code];
    case 'query':
      return [endpoint.query.action, endpoint.query.entity.names.code];
    case 'download':
      return [endpoint.download.entity.names.code];
  }
}

/** The text of a refusal, as a template of `seconds`. */
export function tooMany({ lang }: Model): string {
  const text = say(lang, {
    en: 'too many requests: try again in {n} s',
    zh: '请求过于频繁，请在 {n} 秒后重试',
  });
  const [before = '', after = ''] = text.split('{n}').map((part) => templateText(part).parts[0]);
  return `\`${String(before)}\${seconds}${String(after)}\``;
}
