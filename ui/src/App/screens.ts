// The list of screens. One that is added stands here and where `App` decides which is shown.

import type { ComponentProps } from 'svelte';
import Drafts from '../screens/Drafts/Drafts.svelte';
import Editor from '../screens/Editor/Editor.svelte';
import FormDesk from '../screens/FormDesk/FormDesk.svelte';
import Message from '../screens/Message/Message.svelte';
import NewDraft from '../screens/NewDraft/NewDraft.svelte';
import Opening from '../screens/Opening/Opening.svelte';
import Recovery from '../screens/Recovery/Recovery.svelte';
import Roundup from '../screens/Roundup/Roundup.svelte';
import Roundups from '../screens/Roundups/Roundups.svelte';
import WordForm from '../screens/WordForm/WordForm.svelte';

export const SCREENS = {
  drafts: Drafts,
  editor: Editor,
  form_desk: FormDesk,
  message: Message,
  new_draft: NewDraft,
  opening: Opening,
  recovery: Recovery,
  roundup: Roundup,
  roundups: Roundups,
  word_form: WordForm,
};

type Screens = typeof SCREENS;

/** A screen with what it is given. */
export type Screen = {
  [Is in keyof Screens]: { is: Is; props: ComponentProps<Screens[Is]> };
}[keyof Screens];
