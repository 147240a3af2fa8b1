import { endpointsOf } from '../http/endpoints.ts';
