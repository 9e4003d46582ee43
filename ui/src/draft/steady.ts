// What the user looks at stays where it is while messages come and go above it: what is pressed, else what has the
// focus, else what is under the pointer. Browsers hold on to the first thing in sight (WebKit: to nothing), and that
// is not where the caret stands.

/** For `use:steady` on all that is in a box that scrolls. */
export function steady(content: HTMLElement) {
  const box = content.parentElement;
  if (!box || typeof ResizeObserver === 'undefined') return {};

  let held: Element | null = null;
  /** Where it stands in the content, which scrolling does not change. */
  let at = 0;
  let pointed: Element | null = null;
  let pressed: Element | null = null;

  /** What scrolls with the content; what sticks to an edge stands nowhere. */
  function inContent(element: Element | null): Element | null {
    if (!element || element === content || !content.contains(element)) return null;
    for (let above: Element | null = element; above && above !== content;)
      if (getComputedStyle(above).position === 'sticky') return null;
      else above = above.parentElement;
    return element;
  }
  const placeOf = (element: Element) => element.getBoundingClientRect().top + box.scrollTop;
  const isInSight = (element: Element) => {
    const [one, all] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    return one.height > 0 && one.bottom > all.top && one.top < all.bottom;
  };

  function choose() {
    const focused = inContent(document.activeElement);
    const all = [inContent(pressed), focused, inContent(pointed)];
    held = all.find((one) => one && isInSight(one)) ?? firstInSight();
    at = held ? placeOf(held) : 0;
  }
  /** Whatever stands at the upper edge. */
  function firstInSight(): Element | null {
    const { left, top, width } = box!.getBoundingClientRect();
    return inContent(document.elementFromPoint(left + width / 2, top + 12));
  }
  function hold() {
    if (held?.isConnected && held.getClientRects().length > 0) {
      const moved = placeOf(held) - at;
      if (Math.abs(moved) >= 1) box!.scrollTop += moved;
    }
    choose();
  }

  const press = (event: Event) => {
    hold();
    pressed = event.target as Element;
    choose();
  };
  const release = () => (pressed = null);
  const point = (event: Event) => {
    pointed = event.target as Element;
    hold();
  };
  const heard: [string, (event: Event) => void][] = [
    ['focusin', hold],
    ['pointerdown', press],
    ['pointerover', point],
  ];
  for (const [name, listener] of heard) content.addEventListener(name, listener, true);
  // Where it is scrolled, something else may come into sight.
  box.addEventListener('scroll', hold, { passive: true });
  for (const name of ['pointerdown', 'pointerup', 'pointercancel'])
    window.addEventListener(name, release, true);
  const watching = new ResizeObserver(hold);
  watching.observe(content);
  return {
    destroy() {
      watching.disconnect();
      for (const [name, listener] of heard) content.removeEventListener(name, listener, true);
      box.removeEventListener('scroll', hold);
      for (const name of ['pointerdown', 'pointerup', 'pointercancel'])
        window.removeEventListener(name, release, true);
    },
  };
}
