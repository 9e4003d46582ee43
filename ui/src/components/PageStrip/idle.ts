// Work that waits until nobody types: for a pause, and then for a moment in which the browser has nothing to do.

/** Judgement: between two keys of a quick typist lie 200 ms. */
const PAUSE = 400;

/** Runs once it is idle; the answer takes it back. */
export function whenIdle(run: () => void): () => void {
  let idle = 0;
  const wait = setTimeout(() => {
    // WebKit has none.
    if (typeof requestIdleCallback === 'function')
      idle = requestIdleCallback(run, { timeout: 2000 });
    else run();
  }, PAUSE);
  return () => {
    clearTimeout(wait);
    if (idle) cancelIdleCallback(idle);
  };
}
