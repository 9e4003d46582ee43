// Nothing moves under a press: between a pointer's going down and the click that it makes, whatever would move what
// is on the screen waits. A button that has moved away by the time the finger is lifted gets no click.

let down = false;
let waiting: (() => void)[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

function press() {
  clearTimeout(timer);
  down = true;
}

/** The click comes right behind the release: what waits runs after it. */
function release() {
  if (!down) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    down = false;
    const ready = waiting;
    waiting = [];
    for (const work of ready) work();
  });
}

/** A release outside of the window is told by nobody, but the next movement has no button. */
function moved(event: PointerEvent) {
  if (event.buttons === 0) release();
}

/**
 * Does it as soon as the event is over that asks for it, or, where something is pressed, behind the click. Not at
 * once: a focus that goes with its element goes while the page is drawn, when nothing may be changed.
 */
export function afterPress(work: () => void): void {
  if (down) waiting.push(work);
  else queueMicrotask(work);
}

/** Resolved once nothing is pressed; nothing where nothing is. */
export function released(): Promise<void> | undefined {
  return down ? new Promise((done) => waiting.push(done)) : undefined;
}

const HEARD: [string, (event: never) => void][] = [
  ['pointerdown', press],
  ['pointerup', release],
  // Scrolling by touch and dragging make no click.
  ['pointercancel', release],
  ['pointermove', moved],
  ['keydown', release],
  ['wheel', release],
  ['blur', release],
];

/** Heeds the presses of this window; gives what ends it. */
export function heedPresses(): () => void {
  const heard = HEARD as [string, (event: Event) => void][];
  for (const [name, listener] of heard)
    window.addEventListener(name, listener, { capture: true, passive: true });
  return () => {
    for (const [name, listener] of heard) window.removeEventListener(name, listener, true);
    release();
  };
}
