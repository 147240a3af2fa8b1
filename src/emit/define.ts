import type { Range } from '../diagnostic.ts';
import type {
  Command,
  Entity,
  Enum,
  Field,
  Model,
  Module,
  Query,
  Saga,
  Service,
  ValueObject,
} from '../model/model.ts';
import type { Requirement } from '../prd/document.ts';
import type { TsFile } from './typescript/ts-file.ts';

/** `managed` follows the PRD; `once` is created, then its owner's; `append` is never changed once made. */
export type FileKind = 'managed' | 'once' | 'append';

export interface PlannedFile {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly kind: FileKind;
  /** The places of the PRD that cause it. */
  readonly causes: readonly Range[];
}

/** Sorted by path. */
export type FilePlan = readonly PlannedFile[];

/** A file that is still to be laid out. */
export interface Draft extends PlannedFile {
  /** Of the code that it was printed from: under this the cache keeps the text as laid out. */
  readonly digest?: string;
  /** Found in the cache, so that it was not even printed. */
  readonly isLaidOut?: boolean;
}

/** A field and the root that it is of. */
export interface RootField {
  readonly entity: Entity;
  readonly field: Field;
  readonly at: Range;
}

/** What an emitter is run for, by its `each`. */
export interface Subjects {
  readonly project: Model;
  readonly module: Module;
  /** Roots and owned children. */
  readonly entity: Entity;
  readonly root: Entity;
  readonly owned: Entity;
  readonly field: RootField;
  readonly command: Command;
  readonly query: Query;
  readonly value: ValueObject;
  readonly enum: Enum;
  readonly saga: Saga;
  readonly service: Service;
  readonly requirement: Requirement;
}

export type Each = keyof Subjects;

export interface Emitter<Kind extends Each = Each> {
  readonly each: Kind;
  readonly when?: (subject: Subjects[Kind], model: Model) => boolean;
  readonly path: (subject: Subjects[Kind], model: Model) => string;
  readonly kind?: FileKind;
  /** TypeScript as a `TsFile`, everything else as text. */
  readonly build: (subject: Subjects[Kind], model: Model) => TsFile | string;
}

/** An artefact: one file that exports `emitter`, found by standing under `emitters/`. */
export function defineEmitter<Kind extends Each>(emitter: Emitter<Kind>): Emitter<Kind> {
  return emitter;
}
