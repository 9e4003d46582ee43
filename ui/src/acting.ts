// What a user does, for the tests of components: typing with and without an input method, keys, pasting.

import { flushSync, mount, tick, unmount, type Component, type ComponentProps } from 'svelte';
import { OpenDraft } from './draft/draft.svelte';
import type { Dropping, FieldView, Host } from './host';
import { EVERY_FIELD } from './host/fake';
import Field from './components/Field/Field.svelte';

const shown: Record<string, unknown>[] = [];

/** Shows a component until `leave`. */
export function show<Of extends Component<any>>(component: Of, props: ComponentProps<Of>): void {
  shown.push(mount(component, { target: document.body, props: props as never }));
  flushSync();
}

/** Shows one of the example fields. */
export function showField(id: string, draft: OpenDraft, changes: Partial<FieldView> = {}): void {
  show(Field, { field: { ...EVERY_FIELD.find((field) => field.id === id)!, ...changes }, draft });
}

/** For `afterEach`. */
export async function leave(): Promise<void> {
  for (const component of shown.splice(0)) await unmount(component);
  document.body.replaceChildren();
}

/** The control with this id. */
export function control<Of extends HTMLElement = HTMLInputElement>(id: string): Of {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no control ${id}`);
  return found as Of;
}

/** The button that says or is called this. */
export function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll('button')].find((one) =>
    `${one.getAttribute('aria-label') ?? ''}${one.textContent}`.includes(words),
  );
  if (!found) throw new Error(`no button ${words}`);
  return found;
}

/** Types over what stands in a control, as an input method that has finished, or in its middle. */
export function type(
  into: HTMLInputElement | HTMLTextAreaElement,
  text: string,
  composing = false,
) {
  into.focus();
  if (composing) into.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
  into.value = text;
  into.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: composing }));
  flushSync();
}

/** Presses a key in what has the focus; false where somebody took it. */
export function press(key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  const free = (document.activeElement ?? document.body).dispatchEvent(event);
  flushSync();
  return free;
}

/** What else lies in a clipboard beside the plain text. */
export interface Beside {
  html?: string;
  rtf?: string;
  files?: File[];
}

/** Pastes; where nobody takes it, nothing happens, as jsdom has no clipboard. True where somebody took it. */
export function paste(into: HTMLElement, text: string, beside: Beside = {}): boolean {
  into.focus();
  const event = new Event('paste', { bubbles: true, cancelable: true });
  const { html = '', rtf = '', files = [] } = beside;
  const data: Record<string, string> = { 'text/plain': text, 'text/html': html, 'text/rtf': rtf };
  Object.assign(event, { clipboardData: { getData: (kind: string) => data[kind] ?? '', files } });
  const isFree = into.dispatchEvent(event);
  flushSync();
  return !isFree;
}

/** Lets promises and what they change arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await tick();
  flushSync();
}

/** What is dragged, as a browser says it. False where the browser is kept from acting. */
export function drag(
  what: 'dragenter' | 'dragover' | 'drop',
  over: Element,
  { types = ['Files'], files = [] as File[], items = [] as unknown[] } = {},
): boolean {
  const event = new Event(what, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types, files, items, dropEffect: 'none' } });
  const free = over.dispatchEvent(event);
  flushSync();
  return free;
}

/** A window whose system tells of drops: `native` is what it tells, at the element that `under` names. */
export function nativeDrops(host: Host) {
  let on: Dropping | undefined;
  let element: Element | null = null;
  document.elementFromPoint = () => element;
  const told =
    (tell: (on: Dropping) => void) =>
    (under: Element | null = null) => {
      element = under;
      tell(on!);
      flushSync();
    };
  return {
    host: { ...host, ondrop: (heard: Dropping) => ((on = heard), () => (on = undefined)) },
    over: told((on) => on.over(1, 1)),
    leave: told((on) => on.leave()),
    drop: (paths: string[], under: Element) => told((on) => on.drop(paths, 1, 1))(under),
    isHeard: () => on !== undefined,
  };
}
