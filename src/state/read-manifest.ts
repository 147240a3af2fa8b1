import type { Entry, Json, Manifest, Pin } from './manifest.ts';

const LINE = /^\s*("(?:[^"\\]|\\.)*"): (.*?),?\s*$/;
const KINDS = ['managed', 'once', 'append'] as const;

interface Draft {
  head: Map<string, string>;
  files: Map<string, Entry>;
  pins: Map<string, Pin>;
  sections: Map<string, Json>;
  /** Of lines that stand twice the second. */
  theirs: Map<string, Json>;
}

/**
 * Line by line rather than as JSON, since git merges it line by line: conflict markers and a line
 * that stands twice are read too. Of two values the first counts; of two heads none, so that the
 * next run generates everything. `null` when it is no manifest at all.
 */
export function readManifest(text: string): Manifest | null {
  const draft: Draft = {
    head: new Map(),
    files: new Map(),
    pins: new Map(),
    sections: new Map(),
    theirs: new Map(),
  };
  let block = '';
  let inBase = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('|||||||')) inBase = true;
    if (line.startsWith('=======')) inBase = false;
    if (inBase) continue;
    const opened = /^ {2}"(files|pins|sections)": \{/.exec(line);
    if (opened !== null) block = opened[1] ?? '';
    else if (/^ {2}\}/.test(line)) block = '';
    else if (!readLine(line, block, draft)) return null;
  }
  return draft.head.get('version') === '1' && draft.head.has('end') ? finish(draft) : null;
}

function readLine(line: string, block: string, draft: Draft): boolean {
  const match = LINE.exec(line);
  if (match === null) return /^(\{|\}|\s*|(<{7}|={7}|>{7}).*)$/.test(line.trimEnd());
  try {
    const key: unknown = JSON.parse(match[1] ?? '');
    const value: Json = JSON.parse(match[2] ?? '');
    return typeof key === 'string' && store(key, value, block, draft);
  } catch {
    return false;
  }
}

function store(key: string, value: Json, block: string, draft: Draft): boolean {
  if (block === 'sections') {
    if (!draft.sections.has(key)) draft.sections.set(key, value);
    else draft.theirs.set(key, value);
    return true;
  }
  if (block === '') return storeHead(key, String(value), draft.head);
  if (typeof value !== 'string') return false;
  if (block === 'pins') {
    if (!draft.pins.has(key)) draft.pins.set(key, { theirs: value });
    return true;
  }
  const [kind, base] = value.includes(' ') ? value.split(' ', 2) : ['managed', value];
  const known = KINDS.find((one) => one === kind);
  if (known === undefined || base === undefined) return false;
  if (!draft.files.has(key)) draft.files.set(key, { kind: known, base });
  return true;
}

function storeHead(key: string, value: string, head: Map<string, string>): boolean {
  const before = head.get(key);
  head.set(key, value);
  if (before !== undefined && before !== value) head.set('torn', 'yes');
  return true;
}

function finish(draft: Draft): Manifest {
  const { head, sections, theirs } = draft;
  const isTorn = head.has('torn') || theirs.size > 0;
  return {
    generator: head.get('generator') ?? '',
    prd: head.get('prd') ?? '',
    formatter: head.get('formatter') ?? '',
    input: isTorn ? '' : (head.get('input') ?? ''),
    files: Object.fromEntries(draft.files),
    pins: Object.fromEntries(draft.pins),
    sections: unflatten(sections),
    ...(theirs.size > 0 && { theirs: unflatten(new Map([...sections, ...theirs])) }),
  };
}

function unflatten(entries: ReadonlyMap<string, Json>): Record<string, Json> {
  const root: { [key: string]: Json } = {};
  for (const [path, value] of entries) {
    const keys = path.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    let at = root;
    for (const key of keys) at = child(at, key);
    define(at, last, value);
  }
  return root;
}

function child(parent: { [key: string]: Json }, key: string): { [key: string]: Json } {
  const existing = Object.hasOwn(parent, key) ? parent[key] : undefined;
  if (typeof existing === 'object' && existing !== null && !Array.isArray(existing)) {
    return existing as { [key: string]: Json };
  }
  const made: { [key: string]: Json } = {};
  define(parent, key, made);
  return made;
}

/** `__proto__` is a key like any other. */
function define(target: object, key: string, value: Json): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
