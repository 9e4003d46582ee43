// Where in the form somebody is: what has the focus, or, once the form was scrolled, what stands at its upper edge.

/** For `use:whereabouts` on the box that scrolls. */
export function whereabouts(box: HTMLElement, onpath: (path: string) => void) {
  let frame = 0;

  const focus = ({ target }: FocusEvent) => {
    const place = (target as Element).closest<HTMLElement>('[data-field]');
    if (place) onpath(place.dataset['field']!);
  };
  const look = () => {
    frame = 0;
    const top = box.getBoundingClientRect().top + 24;
    const places = [...box.querySelectorAll<HTMLElement>('[data-field]')];
    // The last that begins above the edge; rows and parts stand in their field.
    const above = places.filter((one) => {
      const { top: edge, height } = one.getBoundingClientRect();
      return height > 0 && edge <= top;
    });
    const at = above[above.length - 1] ?? places[0];
    const isFocusSeen = isInSight(document.activeElement);
    if (at && !isFocusSeen) onpath(at.dataset['field']!);
  };
  function isInSight(element: Element | null): boolean {
    if (!element || element === box || !box.contains(element)) return false;
    const [one, all] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    return one.bottom > all.top && one.top < all.bottom;
  }
  const scroll = () => (frame ||= requestAnimationFrame(look));

  box.addEventListener('focusin', focus);
  box.addEventListener('scroll', scroll, { passive: true });
  return {
    destroy() {
      cancelAnimationFrame(frame);
      box.removeEventListener('focusin', focus);
      box.removeEventListener('scroll', scroll);
    },
  };
}
