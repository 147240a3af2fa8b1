import { refuseOldNode } from './src/node-version.ts';

/** Thin on purpose: whatever goes wrong while loading is one readable line and exit 1. */
export default async function plopfile(plop: import('plop').NodePlopAPI): Promise<void> {
  try {
    const old = refuseOldNode(process.version);
    if (old !== null) throw new Error(old);
    const { register } = await import('./src/cli/plop.ts');
    register(plop);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
