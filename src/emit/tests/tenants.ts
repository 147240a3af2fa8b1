/** Whose rows the tests of a generated project make. */
export const testTenant = '018f3c1a-7c00-7000-8000-00000000000a';

/** All that they act for. */
export const testTenants: readonly string[] = [testTenant, 'another', 'stranger', 't1', 't2'];
