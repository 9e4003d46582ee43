// Written from the table of requests (workbench/src/requests.rs) by `make bless`. Do not edit.
import type { CardKind } from './CardKind';
import type { CarryFrom } from './CarryFrom';
import type { Choices } from './Choices';
import type { DoneOutside } from './DoneOutside';
import type { FormChange } from './FormChange';
import type { JsonValue } from './serde_json/JsonValue';
import type { LevelView } from './LevelView';
import type { Take } from './Take';
import type { WordAnswer } from './WordAnswer';
import type { WordSource } from './WordSource';

/** What a face may ask. `ask` names it. */
export type Request =
/**
 * The calls, and how the drafts are. Opens the drafts where they are not open.
 */
  | { ask: 'start';}
/**
 * Goes on after damage: with what can be read, with a copy, or with no drafts.
 */
  | { ask: 'recover'; 
/**
 * With a copy.
 */
with_copy: boolean, 
/**
 * Which copy, by its name; the best where none is named.
 */
copy?: string, 
/**
 * With what can be read, draft by draft, and the copies for the rest.
 */
readable: boolean, }
/**
 * Reads a Word file for the material of a draft. Nothing of the draft changes but that it knows the pictures.
 */
  | { ask: 'read_word_text'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * The file.
 */
file: WordSource, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * The drafts.
 */
  | { ask: 'drafts'; 
/**
 * Words of its name, its call, or anything that it says; in any width, case and script, parted by blanks. Its
 * name and its unit also by the keys with which they are typed.
 */
words: string, 
/**
 * Those in the bin.
 */
binned: boolean, 
/**
 * At most so many.
 */
limit: number, }
/**
 * Makes a draft and opens it.
 */
  | { ask: 'new_draft'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The id of the route.
 */
route: string, 
/**
 * With the call's sample in it.
 */
sample: boolean, 
/**
 * The draft from which what holds for this one too is taken over.
 */
from?: CarryFrom, }
/**
 * Asks what a new draft by this call and route would take over.
 */
  | { ask: 'carry_over'; 
/**
 * The draft from which.
 */
draft: number, 
/**
 * The id of the call.
 */
call: string, 
/**
 * The id of the route.
 */
route: string, }
/**
 * Asks for the cards that fit a draft.
 */
  | { ask: 'known_cards'; 
/**
 * Which.
 */
draft: number, }
/**
 * Asks for those that are kept, and whom a draft names that could be.
 */
  | { ask: 'kept_cards'; 
/**
 * Which.
 */
draft: number, }
/**
 * Keeps whom a draft names, with all that it says of them; in the place of one of the same name.
 */
  | { ask: 'keep_card'; 
/**
 * Which.
 */
draft: number, 
/**
 * Whom.
 */
kind: CardKind, }
/**
 * Puts right what is kept of somebody.
 */
  | { ask: 'change_card'; 
/**
 * The draft in which it is done.
 */
draft: number, 
/**
 * Its number.
 */
card: number, 
/**
 * The id of the field.
 */
field: string, 
/**
 * What stands there then, in the shape of the case file.
 */
entry: JsonValue, }
/**
 * Keeps somebody no longer.
 */
  | { ask: 'drop_card'; 
/**
 * The draft in which it is done.
 */
draft: number, 
/**
 * Its number.
 */
card: number, }
/**
 * Opens a draft for editing by this face.
 */
  | { ask: 'open_draft'; 
/**
 * Which.
 */
draft: number, }
/**
 * Saves a draft and lets go of it; a face that does not have it any more lets go of nothing.
 */
  | { ask: 'close_draft'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * One in which nothing was ever filled in is not kept.
 */
drop_untouched?: boolean, }
/**
 * Makes a draft that says the same; its number.
 */
  | { ask: 'copy_draft'; 
/**
 * Which.
 */
draft: number, }
/**
 * Moves a draft to the bin or back.
 */
  | { ask: 'bin_draft'; 
/**
 * Which.
 */
draft: number, 
/**
 * To the bin.
 */
binned: boolean, }
/**
 * Removes a draft of the bin for good, with its files and its words. Copies made before keep it until they go.
 */
  | { ask: 'erase_draft'; 
/**
 * Which.
 */
draft: number, }
/**
 * Puts what was typed at an address: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`,
 * `material`, `material/3` (a block), `appendix`.
 */
  | { ask: 'edit'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * Counts up from 1; a number that was seen before changes nothing.
 */
seq: number, 
/**
 * Where.
 */
address: string, 
/**
 * In the shape of the case file; null empties.
 */
entry: JsonValue, 
/**
 * A step of its own, such as a text that was pasted or cut.
 */
alone?: boolean, }
/**
 * Takes a step back, or makes it again.
 */
  | { ask: 'undo'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * Makes the step again.
 */
redo: boolean, }
/**
 * Tells what there is of a draft: its states in the copies, and what can be read of it.
 */
  | { ask: 'versions'; 
/**
 * Which.
 */
draft: number, }
/**
 * Puts a draft back to what it was in a copy, and opens it.
 */
  | { ask: 'restore'; 
/**
 * Which.
 */
draft: number, 
/**
 * The copy, as `versions` names it.
 */
copy: string, }
/**
 * Makes another draft of what can be read of one that was changed on the disk, and opens it.
 */
  | { ask: 'read_in_part'; 
/**
 * Which.
 */
draft: number, }
/**
 * What a draft said before, the last first.
 */
  | { ask: 'kept_versions'; 
/**
 * Which.
 */
draft: number, }
/**
 * In what a version differs from what the draft says now, or from another version.
 */
  | { ask: 'compare_version'; 
/**
 * Which.
 */
draft: number, 
/**
 * The version, as `kept_versions` names it.
 */
version: number, 
/**
 * The other version; what the draft says now where it is none.
 */
with?: number, }
/**
 * Puts into an open draft what a version says, as one step.
 */
  | { ask: 'go_back'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * The version, as `kept_versions` names it.
 */
version: number, }
/**
 * How a draft is saved; with `now` it is saved first.
 */
  | { ask: 'saved'; 
/**
 * Which.
 */
draft: number, 
/**
 * Saves at once.
 */
now: boolean, }
/**
 * The case file that the program was started with, once: for `import`.
 */
  | { ask: 'take_file';}
/**
 * Makes a draft of a case file and opens it. Where its case is here already, that comes instead, until it is
 * said what to take.
 */
  | { ask: 'import'; 
/**
 * Where it lies.
 */
file: string, 
/**
 * What the user chose.
 */
take?: Take, 
/**
 * Of a package that is taken into a draft: what is taken of it, by the addresses of its differences; all of it where
 * nothing is said.
 */
fields?: Array<string>, 
/**
 * Takes in the call and the forms of a package too, where they are not here.
 */
with_form?: boolean, }
/**
 * Writes a draft as a package, with all that belongs to it.
 */
  | { ask: 'hand_over'; 
/**
 * Which.
 */
draft: number, 
/**
 * Where.
 */
file: string, 
/**
 * The longest a file may be, in bytes: it becomes several where it is longer.
 */
part_size?: number, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * Writes a call with its forms as a form package.
 */
  | { ask: 'pack_form'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * Where.
 */
file: string, }
/**
 * Takes the form of a form package, as `import` showed it.
 */
  | { ask: 'take_form'; 
/**
 * Where it lies.
 */
file: string, }
/**
 * Writes a draft as a case file with its attachments beside it.
 */
  | { ask: 'save_as'; 
/**
 * Which.
 */
draft: number, 
/**
 * Where.
 */
file: string, 
/**
 * The user knows that some files cannot be read, and wants the rest all the same.
 */
without?: boolean, }
/**
 * Copies files, and those in folders that are named, into the store, and tells by which names the draft
 * knows them. Nothing shows them until an edit or `attach` does.
 */
  | { ask: 'keep'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * Where they lie.
 */
files: Array<string>, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * Keeps a file whose bytes are given, as `keep` does those that are copied.
 */
  | { ask: 'keep_given'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * What it is called.
 */
name: string, 
/**
 * What it holds, in base 64.
 */
bytes: string, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * Puts files that were kept behind the attachments.
 */
  | { ask: 'attach'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * What they are: a word of the case file. Photos, videos or other papers by their content where it
 * is not said.
 */
kind: string | null, 
/**
 * The paper that the call names and they are; its kind is known then.
 */
slot?: string, 
/**
 * The address of the page of which they are a picture.
 */
url?: string, 
/**
 * By which names the draft knows them, from `keep`.
 */
names: Array<string>, }
/**
 * Makes a lighter copy of a photo, as JPEG, and tells by which name the draft knows it. Nothing shows it until an edit
 * does.
 */
  | { ask: 'lighten'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, 
/**
 * The photo's name in the draft.
 */
name: string, }
/**
 * Looks at the photos and PDFs of a draft that were not looked at yet, which may take seconds; `news` then tells what was
 * found. True where there is something to be told.
 */
  | { ask: 'look_at_files'; 
/**
 * Which.
 */
draft: number, }
/**
 * Tells what changed though nothing was typed.
 */
  | { ask: 'news'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, }
/**
 * How far an export or `keep` is; with `stop` it ends.
 */
  | { ask: 'progress'; 
/**
 * Which draft.
 */
draft: number, 
/**
 * Its number.
 */
job: number, 
/**
 * Ends it.
 */
stop: boolean, }
/**
 * Opens a file of a draft in the program that the system has for it.
 */
  | { ask: 'open_file'; 
/**
 * Which draft.
 */
draft: number, 
/**
 * Its name in the draft.
 */
name: string, }
/**
 * Looks in a folder for files that did not come with their case file. Nothing is copied.
 */
  | { ask: 'find_missing'; 
/**
 * Which.
 */
draft: number, 
/**
 * The folder in which they lie, or the one in which that lies.
 */
folder: string, 
/**
 * As the case names them.
 */
names: Array<string>, }
/**
 * The folders and files in a folder, for a face without native dialogs.
 */
  | { ask: 'folder'; 
/**
 * Which; the user's own where it is not said.
 */
path: string | null, }
/**
 * Shows a folder in the system's file manager, or a PDF in the program that the system has for it.
 */
  | { ask: 'show'; 
/**
 * Which.
 */
path: string, }
/**
 * The pages of a form, or of the material.
 */
  | { ask: 'paper'; 
/**
 * Which.
 */
draft: number, 
/**
 * The id of the form; `material` for the material with its appendix.
 */
form: string, }
/**
 * Writes a form of a draft's route to fill in by hand, as a PDF.
 */
  | { ask: 'blank_form'; 
/**
 * Whose route.
 */
draft: number, 
/**
 * The id of the form.
 */
form: string, 
/**
 * The folder in which the PDF is written.
 */
folder: string, }
/**
 * Writes the folder that is sent.
 */
  | { ask: 'export'; 
/**
 * Which.
 */
draft: number, 
/**
 * In which folder.
 */
target: string, 
/**
 * A draft, whatever was found.
 */
as_draft: boolean, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * Writes a draft as a Word file; the names of pictures that could not be put in.
 */
  | { ask: 'write_word'; 
/**
 * Which.
 */
draft: number, 
/**
 * Where.
 */
file: string, }
/**
 * Writes a folder that was sent as one zip beside it; where that lies.
 */
  | { ask: 'zip_folder'; 
/**
 * Of which draft it is.
 */
draft: number, 
/**
 * The folder, as `export` told it.
 */
folder: string, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * What is to be done with a draft that was exported.
 */
  | { ask: 'next_steps'; 
/**
 * Which; it is open.
 */
draft: number, }
/**
 * Notes how far a draft is outside of the program.
 */
  | { ask: 'mark_draft'; 
/**
 * Which.
 */
draft: number, 
/**
 * What was done.
 */
done: DoneOutside, 
/**
 * The day on which, `2020-06-10`; none where it is not done after all.
 */
day: string | null, }
/**
 * Places by name, part of a name, pinyin initials or code.
 */
  | { ask: 'places'; 
/**
 * What was typed.
 */
words: string, 
/**
 * The deepest level that is wanted; towns too where it is not said.
 */
level: LevelView | null, }
/**
 * The guidance of a draft's call: for its project, or what holds the words.
 */
  | { ask: 'guidance'; 
/**
 * Which.
 */
draft: number, 
/**
 * What is looked for; what belongs to the draft's project where it is empty.
 */
words: string, }
/**
 * What a code of a finding means.
 */
  | { ask: 'explain'; 
/**
 * Such as `F101`.
 */
code: string, }
/**
 * Reads a blank Word form, and its notice where there is one.
 */
  | { ask: 'read_word'; 
/**
 * The form.
 */
form: WordSource, 
/**
 * Its notice.
 */
notice: WordSource | null, 
/**
 * What was decided so far.
 */
answers: Array<WordAnswer>, }
/**
 * Makes a form and a call of a Word form, as `read_word` showed them.
 */
  | { ask: 'take_word'; 
/**
 * The form.
 */
form: WordSource, 
/**
 * Its notice.
 */
notice: WordSource | null, 
/**
 * What was decided so far.
 */
answers: Array<WordAnswer>, }
/**
 * Looks whether a Word file is a form that is known here and was filled in. Nothing is made of it yet.
 */
  | { ask: 'read_filled_word'; 
/**
 * The file.
 */
form: WordSource, 
/**
 * The call that it is to be read for; the likeliest where none is said.
 */
call: string | null, }
/**
 * Makes a draft of a filled Word file and opens it.
 */
  | { ask: 'take_filled_word'; 
/**
 * The file.
 */
form: WordSource, 
/**
 * The call that it is to be read for; the likeliest where none is said.
 */
call: string | null, }
/**
 * What can be written where: the keys of forms and calls.
 */
  | { ask: 'form_keys';}
/**
 * Opens the desk of a call of the user's own. What was changed and not saved the last time is there again.
 */
  | { ask: 'open_form_desk'; 
/**
 * The id of the call.
 */
call: string, }
/**
 * Changes a form or a call that is open at the desk.
 */
  | { ask: 'change_form'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The state that is changed, from the last answer.
 */
state: number, 
/**
 * The id of the form; empty for the call itself.
 */
form: string, 
/**
 * What is changed.
 */
change: FormChange, }
/**
 * Takes back the last step at the desk, or does it again.
 */
  | { ask: 'undo_form'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The state, from the last answer.
 */
state: number, 
/**
 * Whether it is done again.
 */
redo: boolean, }
/**
 * Throws away what is not saved.
 */
  | { ask: 'discard_form'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The state, from the last answer.
 */
state: number, }
/**
 * Tries a form that is at the desk.
 */
  | { ask: 'try_fill'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The state, from the last answer.
 */
state: number, 
/**
 * The id of the form.
 */
form: string, 
/**
 * Whether a sample is filled in.
 */
filled: boolean, }
/**
 * Writes what is at the desk into the user's own catalog, where it can be used at once.
 */
  | { ask: 'save_form'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * The state, from the last answer.
 */
state: number, }
/**
 * Copies a call and its forms as new ones of the user's own.
 */
  | { ask: 'copy_call'; 
/**
 * The id of the call that is copied.
 */
call: string, 
/**
 * The title of the new one.
 */
title: string, }
/**
 * Reads a draft by the newer form from now on, and opens it so. What that has no place for is set aside.
 */
  | { ask: 'take_newer'; 
/**
 * Which.
 */
draft: number, 
/**
 * From `open_draft`.
 */
token: number, }
/**
 * Every collection, the newest first.
 */
  | { ask: 'roundups';}
/**
 * Begins a collection.
 */
  | { ask: 'new_roundup'; 
/**
 * The id of the call.
 */
call: string, 
/**
 * Who recommends.
 */
by: string, 
/**
 * What that is: `city`, `unit`, `website`, `cyberspace_office`, `association`, `province`.
 */
kind: string, }
/**
 * Opens a collection.
 */
  | { ask: 'open_roundup'; 
/**
 * Which.
 */
roundup: number, }
/**
 * Takes packages, case files and folders into a collection.
 */
  | { ask: 'add_to_roundup'; 
/**
 * Which.
 */
roundup: number, 
/**
 * Files and folders.
 */
paths: Array<string>, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, }
/**
 * Takes a file out of a collection; where it came from it stays.
 */
  | { ask: 'remove_from_roundup'; 
/**
 * Which.
 */
roundup: number, 
/**
 * As the list names it.
 */
file: string, }
/**
 * What the office chooses in a collection.
 */
  | { ask: 'choose_in_roundup'; 
/**
 * Which.
 */
roundup: number, 
/**
 * Why more are sent than may be in principle.
 */
reason: string, 
/**
 * The rest.
 */
choices: Choices, }
/**
 * Takes numbers and remarks from a list that comes back as a workbook.
 */
  | { ask: 'read_list_back'; 
/**
 * Which.
 */
roundup: number, 
/**
 * The workbook.
 */
file: string, }
/**
 * Two cases of a collection side by side: where they differ.
 */
  | { ask: 'compare_in_roundup'; 
/**
 * Which.
 */
roundup: number, 
/**
 * The id of a case.
 */
first: string, 
/**
 * The id of another.
 */
second: string, }
/**
 * Writes the submission of a collection.
 */
  | { ask: 'submit_roundup'; 
/**
 * Which.
 */
roundup: number, 
/**
 * In which folder.
 */
target: string, 
/**
 * Whether the package for the next office is written too.
 */
package: boolean, 
/**
 * Whether return slips are written too, for cases that have something to put right.
 */
slips: boolean, 
/**
 * A number for `progress`, which the face makes up.
 */
job: number, };
