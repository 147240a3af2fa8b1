import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DCLinter } from 'dclint';
import { validate } from 'dockerfile-utils';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generated } from './fixture.ts';

interface Message {
  readonly rule: string;
  readonly message: string;
}

describe.each(['todo', 'corner-shop', 'shop', 'files'])('%s', (fixture) => {
  test('the Dockerfile is valid, runs nothing as root and names no secret', async () => {
    const { text } = await generated(fixture);
    const dockerfile = text('deployments/Dockerfile');
    expect(validate(dockerfile)).toEqual([]);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
    expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
    expect(dockerfile).not.toMatch(/SECRET|PASSWORD|TOKEN/);
  });

  test('the compose file keeps to the schema and asks for its secrets', async () => {
    const { text } = await generated(fixture);
    const compose = text('deployments/docker-compose.yml');
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    writeFileSync(join(folder, 'docker-compose.yml'), compose);
    const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
    // Its types lead nowhere.
    const found: readonly { readonly messages: readonly Message[] }[] = linter.lintFiles(
      [folder],
      false,
    );
    const messages = found.flatMap((one) => one.messages);
    expect(messages.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);

    const { services } = parse(compose, { merge: true });
    expect(services.postgres.healthcheck).toBeDefined();
    for (const secret of compose.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)(.*?)\}/g)) {
      expect(secret[2]).toMatch(/^:\?/);
    }
  });
});

/** Its order is that of start-up; ports stand on the loopback. */
const rules = {
  'service-keys-order': 0,
  'services-alphabetical-order': 0,
} as const;
