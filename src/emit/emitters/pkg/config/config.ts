import { defineEmitter } from '../../../define.ts';
import { isTraced } from '../../../features.ts';
import { settingsOf } from '../../../project/settings.ts';
import { say } from '../../../text.ts';
import { code, doc, value } from '../../../typescript/code.ts';
import { paths } from '../../../typescript/symbols.ts';
import { tsFile } from '../../../typescript/ts-file.ts';

/** Names that OpenTelemetry has for them. */
const TRACE_SAMPLERS = code`
const TRACE_SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;`;

const environment = (name: string) => value(name, 'pkg/config/environment.ts');

/** The settings of the service, checked before anything starts. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => paths.config,
  build(model) {
    const settings = [...settingsOf(model)].sort((a, b) => (a.key < b.key ? -1 : 1));
    return tsFile(
      code`export interface Config {
${settings.map((one) => code`${doc(say(model.lang, one.text))}readonly ${one.key}: ${one.type};`)}
}`,
      code`const DEVELOPMENT_SECRET = 'for development only, never for production';
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;${isTraced(model) && TRACE_SAMPLERS}`,
      code`/** Throws one error that names all that is wrong. */
export function loadConfig(variables: NodeJS.ProcessEnv = ${environment('processEnvironment')}()): Config {
  const env = new ${environment('Environment')}(variables);
  const production = env.oneOf('NODE_ENV', ['production', 'development', 'test'], 'development') === 'production';
  const config = {
${settings.map((one) => (one.key === 'production' ? code`production,` : code`${one.key}: ${one.read},`))}
  };
  env.finish();
  return config;
}`,
    );
  },
});
