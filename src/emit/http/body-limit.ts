import type { Field, Model } from '../../model/model.ts';

const LEAST_KB = 256;
const MOST_KB = 16_384;

/** The largest body that a command takes, in KB: what its longest texts need, within reason. */
export function bodyLimit(model: Model): number {
  const commands = model.roots.flatMap((root) => root.commands);
  const bytes = commands.map(({ inputs }) =>
    inputs.reduce((sum, { shape }) => sum + bytesOf(shape), 0),
  );
  const wanted = Math.ceil(Math.max(0, ...bytes) / 1024);
  return Math.min(MOST_KB, Math.max(LEAST_KB, 2 ** Math.ceil(Math.log2(Math.max(1, wanted)))));
}

/** As JSON: four bytes a character at most, and bytes in base64. */
function bytesOf({ type, length }: Field): number {
  if (type.kind !== 'scalar' || length === null) return 0;
  if (type.scalar === 'bytes') return Math.ceil((length.max * 4) / 3);
  return type.scalar === 'file' || type.scalar === 'image' ? 0 : length.max * 4;
}
