// What an example of a component is. Each component's folder holds an `examples.ts`; the review page
// shows all of them, and the tests render each and check it for accessibility.

import type { Component, ComponentProps } from 'svelte';

/** One state of a component, named by what it shows. */
export interface Example<Of extends Component<any>> {
  name: string;
  props: ComponentProps<Of>;
}

/** A component with its examples, as `examples.ts` gives them by default. */
export interface Examples<Of extends Component<any> = Component<any>> {
  component: Of;
  examples: Example<Of>[];
}

/** All components with their examples, by folder. */
export function everyExample(): [string, Examples][] {
  const found = import.meta.glob<{ default: Examples }>('./**/examples.ts', { eager: true });
  return Object.entries(found).map(([path, module]) => [
    path.replace(/^.*\/([^/]+)\/examples\.ts$/, '$1'),
    module.default,
  ]);
}
