/** A name in quotation marks; those that stand in it become single ones. */
export const quoted = (name: string): string =>
  `“${name.replaceAll('“', '‘').replaceAll('”', '’')}”`;
