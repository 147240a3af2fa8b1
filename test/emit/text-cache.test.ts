import { expect, test } from 'vitest';
import { digestOf, openCache } from '../../src/text-cache.ts';
import { put, read, tree } from '../support/tree.ts';

test('a digest knows where one part ends and the next begins', () => {
  expect(digestOf('ab', 'c')).not.toBe(digestOf('a', 'bc'));
  expect(digestOf('ab', 'c')).toBe(digestOf('ab', 'c'));
});

test('keeps texts between runs, and forgets what nobody asked for', () => {
  const root = tree();
  const first = openCache(`${root}/deep/cache.json`);
  first.set('one', '1');
  first.set('two', '2');
  first.save();
  const second = openCache(`${root}/deep/cache.json`);
  expect(second.get('one')).toBe('1');
  expect(second.get('three')).toBeUndefined();
  second.save();
  expect(JSON.parse(read(root, 'deep/cache.json'))).toEqual({ one: '1' });
});

test.each(['', '{', '[]', '{"one": 1}', 'null'])('a damaged file is no cache: %s', (text) => {
  const root = tree();
  put(root, 'cache.json', text);
  expect(openCache(`${root}/cache.json`).get('one')).toBeUndefined();
});

test('a folder that cannot be written costs nothing', () => {
  const root = tree({ file: '' });
  const cache = openCache(`${root}/file/cache.json`);
  cache.set('one', '1');
  expect(() => cache.save()).not.toThrow();
});
