import type { Entity } from '../../model/model.ts';
import { type, value } from '../typescript/code.ts';
import { paths } from '../typescript/symbols.ts';

/** Names of the domain that no other layer uses. */
export const follow = value('follow', paths.lifecycle);
export const StateOf = type('StateOf', paths.lifecycle);

/** An element with some members changed and what follows from them filled in anew. */
export const childChanger = (child: Entity) =>
  value(`change${child.names.className}`, paths.entity(child));
export const childCheck = (child: Entity) =>
  value(`check${child.names.className}`, paths.entity(child));
