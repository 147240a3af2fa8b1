/** The HTTP status of each kind of error, told once for the generated API and its documents. */
export const statuses = {
  conflict: 409,
  forbidden: 403,
  invalid: 422,
  not_found: 404,
  not_implemented: 501,
  rule_broken: 409,
  stale: 412,
  too_many: 429,
  unauthenticated: 401,
  unavailable: 503,
} as const;
