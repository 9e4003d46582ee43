// Waiting until somebody is about to see something.

/** How far outside the screen counts. Judgement: two tiles, so that a slow scroll finds them there. */
const MARGIN = '300px 0px';

/** For `use:near={run}`: calls it once, when the element comes near what is in sight. */
export function near(element: HTMLElement, run: () => void) {
  if (typeof IntersectionObserver === 'undefined') {
    run();
    return {};
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      run();
    },
    // The form scrolls by itself; a margin counts only around what scrolls.
    { root: element.closest('main'), rootMargin: MARGIN },
  );
  observer.observe(element);
  return { destroy: () => observer.disconnect() };
}
