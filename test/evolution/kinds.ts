import type { Edit } from './edit.ts';
import { kindOf } from './places.ts';
import { Project } from './world.ts';

/** All kinds of statement that edits lead to, and the edits without which one would be missing. */
export function kindsOf(all: readonly Edit[]): {
  readonly kinds: ReadonlySet<string>;
  readonly needed: readonly Edit[];
} {
  const kinds = new Set<string>();
  const needed = all.filter((edit) => {
    const { size } = kinds;
    for (const kind of kindsIn(edit)) kinds.add(kind);
    return kinds.size > size;
  });
  return { kinds, needed };
}

/** What the plans of an edit do, but for what they only ask. */
function kindsIn({ from, before, after, known }: Edit): readonly string[] {
  const project = new Project();
  if (from !== undefined) project.edit(from);
  project.edit(before);
  if (known !== undefined) project.know(known);
  const texts = [false, true, true].flatMap((contract) =>
    project.edit(after, { contract }).migrations.map(({ text }) => text),
  );
  project.remove();
  return texts.flatMap((text) =>
    text
      .replaceAll(/\$\$[^]*?\$\$/g, "'…'")
      .split(/;\n/)
      .filter((statement) => !statement.includes('-- stop: '))
      .map(kindOf)
      .filter((kind) => kind !== ''),
  );
}
