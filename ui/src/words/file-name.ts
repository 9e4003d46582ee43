// A name for a file, made of what the user wrote.

/** A name that every system takes; `instead` where nothing is left of it. */
export const fileName = (title: string, instead: string) =>
  [...title.replace(/[\\/:*?"<>|]/g, '_')].slice(0, 40).join('').trim() || instead;
