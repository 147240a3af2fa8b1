import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where in the file each content stands, by its sha256. */
export type Places = Readonly<Record<string, readonly [offset: number, length: number]>>;

const NAME = 'contents';

/** All contents of a transaction in one file, each once: one sync rather than one a file. */
export function layDown(folder: string, contents: ReadonlyMap<string, Uint8Array>): Places {
  const places: Record<string, readonly [number, number]> = {};
  const file = openSync(join(folder, NAME), 'w');
  try {
    let end = 0;
    for (const [sha, bytes] of contents) {
      places[sha] = [end, bytes.length];
      for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
      end += bytes.length;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return places;
}

/** Reads contents that were laid down. */
export function openContents(folder: string, places: Places): (sha: string) => Uint8Array {
  const bytes = readFileSync(join(folder, NAME));
  return (sha) => {
    const place = places[sha];
    if (place === undefined) throw new Error(`${folder} has no content ${sha}`);
    return bytes.subarray(place[0], place[0] + place[1]);
  };
}
