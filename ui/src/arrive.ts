// Whoever uses a keyboard or a screen reader arrives where a new screen begins.

/** For `use:arrive` on the heading of a screen. */
export function arrive(heading: HTMLElement): void {
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
