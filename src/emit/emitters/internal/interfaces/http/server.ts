import type { Entity, Model } from '../../../../../model/model.ts';
import { defineEmitter } from '../../../../define.ts';
import { hasFiles, hasIdempotency, hasLimits, isTraced, showsSagas } from '../../../../features.ts';
import { bodyLimit } from '../../../../http/body-limit.ts';
import { endpointsOf } from '../../../../http/endpoints.ts';
import { http, httpFolder } from '../../../../http/paths.ts';
import { sharedSchemas } from '../../../../http/shared-schemas.ts';
import { say } from '../../../../text.ts';
import { code, defaultOf, doc, type, value } from '../../../../typescript/code.ts';
import type { Code } from '../../../../typescript/code.ts';
import { kernel, of, paths } from '../../../../typescript/symbols.ts';
import { tsFile } from '../../../../typescript/ts-file.ts';

const LogController = value('LogController', 'fastify');

/** The server: everything that routes share, and the routes. */
export const emitter = defineEmitter({
  each: 'project',
  path: () => `${httpFolder}/server.ts`,
  build: (model) => tsFile(deps(model), schemas(model), create(model), routes(model)),
});

function deps(model: Model): Code {
  const text = (en: string, zh: string): Code => doc(say(model.lang, { en, zh }));
  return code`
    interface Deps {
      readonly application: ${kernel.Application};
      ${text('Other origins whose pages may call.', '允许其页面调用的其他来源。')}readonly corsOrigins: readonly string[];
      ${hasLimits(model) && code`${text('Of requests; null when none is counted, and none refused under load.', '请求的计数；为 null 时不计数，过载时也不拒绝。')}readonly counts: ${type('Counts', paths.counts)} | null;\n`}      ${hasIdempotency(model) && code`readonly idempotency: ${type('Idempotency', paths.idempotency)};\n`}${text('Whether this process is about to stop: it answers, and sends no more work here.', '本进程是否即将停止：仍会应答，但不再接收新的连接。')}readonly isDraining: () => boolean;
      ${isTraced(model) && code`readonly isTraced: boolean;\n`}      readonly jwt: ${type('Jwt', paths.jwt)};
      readonly logger: ${type('Logger', paths.logger)};
      readonly metrics: ${type('Metrics', paths.metrics)};
      ${text('Throws when the database cannot be reached.', '无法连接数据库时抛出错误。')}readonly ping: () => Promise<void>;
      ${hasLimits(model) && code`${text('Whose word about where a request comes from is taken.', '其所述的请求来源可信的代理。')}readonly trustedProxies: readonly string[];\n`}    }`;
}

function schemas(model: Model): Code {
  return code`
    const schemas = {
      ${sharedSchemas(model).map((schema) => code`${schema},`)}
    };`;
}

function create(model: Model): Code {
  const { App } = http;
  return code`
    export async function createServer(deps: Deps): Promise<${App}> {
      const app: ${App} = ${defaultOf('Fastify', 'fastify')}({
        loggerInstance: deps.logger,
        logController: new ${LogController}({ disableRequestLogging: true }),
        // A logger of its own for each request would cost more than the one line that it writes.
        childLoggerFactory: (logger) => logger,
        frameworkErrors: ${http.sendProblem},
        // What brings no body needs no stream to read it from.
        http: { optimizeEmptyRequests: true },
        bodyLimit: ${bodyLimit(model)} * 1024,
        connectionTimeout: 30_000,
        keepAliveTimeout: 72_000,
        requestTimeout: ${hasFiles(model) ? code`120_000` : code`10_000`},
        routerOptions: { maxParamLength: 1_000 },
        genReqId: ${http.requestIdOf},${hasLimits(model) && code`\ntrustProxy: [...deps.trustedProxies],`}
      });

      for (const schema of Object.values(schemas)) app.addSchema(schema);
      app.setValidatorCompiler(${http.createValidator}(Object.values(schemas)));
      app.setSerializerCompiler(${http.createSerializer}(Object.values(schemas)));
      app.setErrorHandler(${http.sendProblem});
      app.setNotFoundHandler(${http.sendNotFound});
      ${http.readJsonBodies}(app);
      ${http.secure}(app, deps);
      ${isTraced(model) && code`if (deps.isTraced) ${http.traceRequests}(app);\n`}      ${http.observe}(app, deps.metrics);
      ${http.authenticate}(app, deps);
      ${http.describeApi}(app);${hasLimits(model) && limits()}
      app.register(async (routes: ${App}) => registerRoutes(routes, deps));

      await app.ready();
      return app;
    }`;
}

function limits(): Code {
  return code`
      if (deps.counts !== null) {
        ${http.shedLoad}(app, deps.metrics);
        ${http.limitRequests}(app, { counts: deps.counts, metrics: deps.metrics });
      }`;
}

function routes(model: Model): Code {
  const roots = model.roots.filter((root) => endpointsOf(root).length > 0);
  const withFiles = roots.filter(takesFiles);
  return code`
    function registerRoutes(app: ${http.App}, deps: Deps): void {
      ${model.auth !== null && code`${http.authRoutes}(app, deps);\n`}${http.operationsRoutes}(app, deps);${showsSagas(model) && code`\n${http.sagaRoutes}(app, deps);`}
      ${roots.filter((root) => !takesFiles(root)).map((root) => code`${of.routes(root)}(app, deps);`)}
      ${withFiles.length > 0 && code`app.register(async (forms: ${http.App}) => registerFileRoutes(forms, deps));`}
    }
    ${withFiles.length > 0 && fileRoutes(withFiles)}`;
}

/** The library that reads forms hooks into each request of the scope that it is in. */
function fileRoutes(roots: readonly Entity[]): Code {
  return code`
    async function registerFileRoutes(app: ${http.App}, deps: Deps): Promise<void> {
      await app.register(${defaultOf('multipart', '@fastify/multipart')});
      ${roots.map((root) => code`${of.routes(root)}(app, deps);`)}
    }`;
}

function takesFiles(root: Entity): boolean {
  return endpointsOf(root).some(
    (endpoint) => endpoint.kind === 'command' && endpoint.command.kind === 'attachFile',
  );
}
