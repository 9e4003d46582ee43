// The way from a finding to its place: `start`, `liaisons/2/mobile`, `media_links/1`, `answers/true`,
// `attachments/1`, `material/3`, or the whole case. What stands nowhere leads to the nearest that does.

const CONTROLS = 'input, select, textarea, button';

/** Where a path leads: the control itself, one in its place, or the place of what is above it. */
function placeOf(path: string): HTMLElement | null {
  const places = [...document.querySelectorAll<HTMLElement>('[data-field]')];
  // A line of a roundup is a case; what it asks beside its forms stands here too.
  const parts = path
    .replace(/^cases\/\d+\//, '')
    .split('/')
    .filter(Boolean);
  for (let length = parts.length; length > 0; length -= 1) {
    const above = parts.slice(0, length).join('/');
    const control = document.getElementById(`field-${above}`);
    if (control) return control;
    const place = places.find((one) => one.dataset['field'] === above);
    if (place) return place.querySelector<HTMLElement>(CONTROLS) ?? place;
  }
  const instead = parts[0] === 'cases' ? 'roundup' : 'whole-case';
  const place = document.getElementById(instead) ?? document.getElementById('whole-case');
  // A button of a finding about the whole case is no place to arrive at.
  return instead === 'whole-case' ? place : (place?.querySelector<HTMLElement>(CONTROLS) ?? place);
}

function openAround(target: Element): void {
  for (
    let above = target.closest('details');
    above;
    above = above.parentElement!.closest('details')
  )
    above.open = true;
}

/** To where a part of the form begins, with its heading in sight; no control gets the focus, so that keys still lead on. */
export function goToPart(id: string): void {
  const place = id === '' ? null : document.querySelector(`[data-field="${CSS.escape(id)}"]`);
  const target = place ?? document.getElementById('whole-case');
  if (!(target instanceof HTMLElement)) return;
  openAround(target);
  const around = target.closest<HTMLElement>('fieldset, section, [role=group]') ?? target;
  const isFirst = around.querySelector('[data-field]') === target || id === 'attachments';
  const part = isFirst ? around : target;
  part.tabIndex = -1;
  part.scrollIntoView({ block: 'start' });
  part.focus({ preventScroll: true });
}

/** To a line of what the call tells, opening what is closed around it. */
export function goToNotice(group: number, line: number): void {
  const target = document.getElementById(`about-${group}-${line}`);
  if (!target) return;
  openAround(target);
  target.tabIndex = -1;
  target.scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}

/** Brings the focus to what a path names, opening what is closed around it. */
export function goTo(path: string): void {
  const target = placeOf(path) ?? document.querySelector('main');
  if (!target) return;
  openAround(target);
  if (!target.matches(CONTROLS)) target.tabIndex = -1;
  (target.closest('[data-field], section') ?? target).scrollIntoView({ block: 'center' });
  target.focus({ preventScroll: true });
}

/** The same, where the user may be there already: then nothing moves. */
export function goGently(path: string): void {
  if (path === '') return;
  const target = placeOf(path);
  const there =
    target && (target.closest('[data-field]') ?? target).contains(document.activeElement);
  if (!there) goTo(path);
  else if (!isInSight(document.activeElement!))
    document.activeElement!.scrollIntoView({ block: 'center' });
}

function isInSight(element: Element): boolean {
  const box = element.closest('main');
  if (!box) return true;
  const [one, all] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
  return one.bottom > all.top + 20 && one.top < all.bottom - 20;
}
