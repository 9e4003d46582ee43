// A text control that loses nothing to an input method. While a composition runs, or the control has the
// focus, nothing is written into it; what is typed is told when a composition ends, at each input beside
// one, and once more when the focus leaves, because a composition may end without a last `input`.

import { takeIn, type Room } from '../words/entry';
import { endOfChange } from './steps';
import { tellTaken, withListMarks } from './taken';

export interface Typing {
  /** What stands in the draft. */
  value: string;
  /** Grows when the value is to be shown even with the focus: after undo. */
  rewritten: number;
  /** Told what was typed. */
  ontype: (text: string) => void;
  /** What the text is for; of itself a line in an input and paragraphs in a textarea. */
  room?: Room | undefined;
}

type Control = HTMLInputElement | HTMLTextAreaElement;

/** Whether a key belongs to an input method and is no command. */
export function isComposing(event: KeyboardEvent): boolean {
  // 229: the key code of keys that an input method has taken; WebKit sends the ending Enter so.
  return event.isComposing || event.keyCode === 229;
}

/** For `use:typing={{ value, rewritten, ontype }}`. */
export function typing(control: Control, first: Typing) {
  let { value, rewritten, ontype } = first;
  const room = first.room ?? (control instanceof HTMLTextAreaElement ? 'lines' : 'line');
  let composing = false;
  let told = value;
  control.value = value;

  const tell = () => {
    if (control.value === told) return;
    told = control.value;
    const { text, said } = takeIn(told, room);
    ontype(text);
    if (said.length > 0) tellTaken(control, said);
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
  /** Lists keep their marks; everything else the browser pastes itself. */
  const paste = (event: Event) => {
    const clipboard = (event as ClipboardEvent).clipboardData;
    if (!clipboard || event.defaultPrevented || room !== 'lines') return;
    const text = withListMarks(clipboard.getData('text/plain'), clipboard.getData('text/html'));
    if (text === undefined) return;
    event.preventDefault();
    const [from, to] = [control.selectionStart ?? 0, control.selectionEnd ?? 0];
    control.setRangeText(text, from, to, 'end');
    const inputType = 'insertFromPaste';
    control.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
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
    ['paste', paste],
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
          const caret = endOfChange(control.value, value);
          control.value = value;
          told = value;
          // There is where what came back ends; a browser would go to the end of all.
          if (document.activeElement === control) control.setSelectionRange(caret, caret);
        }
      }
      show();
    },
    destroy() {
      heard.forEach(([name, listener]) => control.removeEventListener(name, listener));
    },
  };
}
