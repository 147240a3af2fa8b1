/** A name as a schema's `$id`, and so among the components of the API's description: ASCII is all that both take. */
export function schemaId(name: string): string {
  return name.replaceAll(/[^\w.-]/gu, (mark) => `_${mark.codePointAt(0)?.toString(16) ?? ''}`);
}
