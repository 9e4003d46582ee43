// A text control that loses nothing to an input method. While a composition runs, or the control has the
// focus, nothing is written into it; what is typed is told when a composition ends, at each input beside
// one, and once more when the focus leaves, because a composition may end without a last `input`.

export interface Typing {
  /** What stands in the draft. */
  value: string;
  /** Grows when the value is to be shown even with the focus: after undo. */
  rewritten: number;
  /** Told what was typed. */
  ontype: (text: string) => void;
}

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Whether a key belongs to an input method and is no command. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229: the key code of keys that an input method has taken; WebKit sends the ending Enter so.
  return event.isComposing || event.keyCode === 229;
}

/** A text without halves of characters: they come in by the clipboard, and no file can hold them. */
export function wellFormed(text: string): string {
  return Array.from(text, (character) =>
    character.length === 1 && /[\uD800-\uDFFF]/.test(character) ? '\uFFFD' : character,
  ).join('');
}

/** For `use:typing={{ value, rewritten, ontype }}`. */
export function typing(control: Control, first: Typing) {
  let { value, rewritten, ontype } = first;
  let composing = false;
  let told = value;
  control.value = value;

  const tell = () => {
    if (control.value === told) return;
    told = control.value;
    ontype(wellFormed(told));
  };
  const start = () => (composing = true);
  const end = () => {
    composing = false;
    tell();
  };
  const input = (event: Event) => {
    // WebKit sends the last input after compositionend, Chromium before it: both end up here or in `end`.
    if (!composing && !(event as InputEvent).isComposing) tell();
  };
  const leave = () => {
    composing = false;
    tell();
    show();
  };
  /** Shows what stands in the draft, where that disturbs nobody. */
  const show = () => {
    if (composing || document.activeElement === control || control.value === value) return;
    control.value = value;
    told = value;
  };

  const heard: [string, (event: Event) => void][] = [
    ['compositionstart', start],
    ['compositionend', end],
    ['input', input],
    ['change', leave],
    ['blur', leave],
  ];
  heard.forEach(([name, listener]) => control.addEventListener(name, listener));
  return {
    update(next: Typing) {
      ({ value, ontype } = next);
      if (next.rewritten !== rewritten) {
        rewritten = next.rewritten;
        if (!composing && control.value !== value) {
          control.value = value;
          told = value;
        }
      }
      show();
    },
    destroy() {
      heard.forEach(([name, listener]) => control.removeEventListener(name, listener));
    },
  };
}
