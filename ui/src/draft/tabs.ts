// Tab leads where it would have led before something was found: whoever types 2020, Tab, 2021 means the next field,
// and not the box or the button that has come between. Shift+Tab, and Tab where nothing was typed, lead to them.

const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]';

function isStop(element: HTMLElement): boolean {
  if (element.tabIndex < 0 || element.matches(':disabled') || !isShown(element)) return false;
  if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
  // Of several buttons of one choice one is a stop.
  const group = document.querySelectorAll<HTMLInputElement>(
    `input[type=radio][name="${CSS.escape(element.name)}"]`,
  );
  const chosen = [...group].find(({ checked }) => checked);
  return element === (chosen ?? group[0]);
}

/** The control in which something was typed since it has the focus. */
let control: Element | null = null;

/** Whether somebody is typing just there. */
export function isTypingIn(place: Element): boolean {
  return control !== null && control === document.activeElement && place.contains(control);
}

const isShown = (element: HTMLElement) => element.getClientRects().length > 0;

/** For `use:tabs` on the form. */
export function tabs(form: HTMLElement) {
  /** The field in which something was typed since the focus is in it. */
  let typed: Element | null = null;

  const input = ({ target }: Event) => {
    control = target as Element;
    typed = control.closest('[data-field]');
  };
  const leave = ({ relatedTarget }: FocusEvent) => {
    control = null;
    if (!typed?.contains(relatedTarget as Node | null)) typed = null;
  };
  const key = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== 'Tab' || !isPlain || !typed?.contains(at) || at.closest('.finding')) return;
    const all = [...form.querySelectorAll<HTMLElement>(STOPS)];
    const behind = all.slice(all.indexOf(at) + 1).filter(isStop);
    const next = behind.find((stop) => !stop.closest('.finding'));
    if (!next || next === behind[0]) return;
    event.preventDefault();
    next.focus();
    // As a browser does it.
    if (next instanceof HTMLInputElement && next.type === 'text') next.select();
  };
  form.addEventListener('input', input, true);
  form.addEventListener('focusout', leave);
  form.addEventListener('keydown', key);
  return {
    destroy() {
      form.removeEventListener('input', input, true);
      form.removeEventListener('focusout', leave);
      form.removeEventListener('keydown', key);
    },
  };
}
