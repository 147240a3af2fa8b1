import { type, value } from '../typescript/code.ts';

/** Where the parts of the HTTP interface live, and what they export. */
export const httpFolder = 'internal/interfaces/http';

const app = `${httpFolder}/app.ts`;
const files = `${httpFolder}/files.ts`;
const once = `${httpFolder}/once.ts`;

export const http = {
  App: type('App', app),
  FileDownload: value('FileDownload', files),
  FileUpload: value('FileUpload', files),
  IdempotencyKey: value('IdempotencyKey', once),
  IfMatch: value('IfMatch', app),
  Problem: value('Problem', `${httpFolder}/problem.ts`),
  Tokens: value('Tokens', `${httpFolder}/auth-routes.ts`),
  Type: value('Type', 'typebox'),
  authRoutes: value('authRoutes', `${httpFolder}/auth-routes.ts`),
  authenticate: value('authenticate', `${httpFolder}/authentication.ts`),
  createSerializer: value('createSerializer', `${httpFolder}/serialization.ts`),
  createValidator: value('createValidator', `${httpFolder}/validation.ts`),
  describeApi: value('describeApi', `${httpFolder}/openapi.ts`),
  fileOf: value('fileOf', files),
  idParams: value('idParams', app),
  limitRequests: value('limitRequests', `${httpFolder}/limits.ts`),
  observe: value('observe', `${httpFolder}/observation.ts`),
  once: value('once', once),
  operationsRoutes: value('operationsRoutes', `${httpFolder}/operations-routes.ts`),
  publicly: value('publicly', app),
  requestIdOf: value('requestIdOf', `${httpFolder}/observation.ts`),
  readJsonBodies: value('readJsonBodies', `${httpFolder}/json-body.ts`),
  sagaRoutes: value('sagaRoutes', `${httpFolder}/saga-routes.ts`),
  secure: value('secure', `${httpFolder}/security.ts`),
  shedLoad: value('shedLoad', `${httpFolder}/pressure.ts`),
  sendFile: value('sendFile', files),
  sendNotFound: value('sendNotFound', `${httpFolder}/problem.ts`),
  sendProblem: value('sendProblem', `${httpFolder}/problem.ts`),
  traceRequests: value('traceRequests', `${httpFolder}/tracing.ts`),
  target: value('target', app),
  withETag: value('withETag', app),
};

/** From a file of the interface to one of the project. */
export function fromHttp(path: string): string {
  return path.startsWith('internal/') ? path.replace('internal', '../..') : `../../../${path}`;
}
