import { readFileSync } from 'node:fs';
import { render } from 'ejs';

const folder = new URL('../../templates/', import.meta.url);

/** Renders `templates/<path>.ejs`, where `data` is called `it`; null and undefined are errors. */
export function template(path: string, data: Readonly<Record<string, unknown>>): string {
  const name = `${path}.ejs`;
  return render(readFileSync(new URL(name, folder), 'utf8'), data, {
    strict: true,
    localsName: 'it',
    filename: name,
    escape(value: unknown) {
      if (value === null || value === undefined) throw new Error(`${name}: a value is missing`);
      return String(value);
    },
  });
}
