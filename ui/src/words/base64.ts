// A file as text, for requests in JSON.

/** What a file holds, in base 64. */
export async function inBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const pieces: string[] = [];
  // A call takes no more than some ten thousand arguments.
  for (let from = 0; from < bytes.length; from += 0x2000) {
    pieces.push(String.fromCharCode(...bytes.subarray(from, from + 0x2000)));
  }
  return btoa(pieces.join(''));
}
