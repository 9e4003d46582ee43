// Written from the table of requests (workbench/src/requests.rs) by `make bless`. Do not edit.
import type { BlankWritten } from './BlankWritten';
import type { CallCopied } from './CallCopied';
import type { CardView } from './CardView';
import type { CarriedView } from './CarriedView';
import type { DifferenceView } from './DifferenceView';
import type { DraftList } from './DraftList';
import type { DraftView } from './DraftView';
import type { ExplanationView } from './ExplanationView';
import type { ExportedView } from './ExportedView';
import type { FilledDraft } from './FilledDraft';
import type { FilledWordView } from './FilledWordView';
import type { FolderView } from './FolderView';
import type { FormDeskView } from './FormDeskView';
import type { FormPacked } from './FormPacked';
import type { FormSaved } from './FormSaved';
import type { FormTaken } from './FormTaken';
import type { GuidanceView } from './GuidanceView';
import type { HandedOver } from './HandedOver';
import type { Imported } from './Imported';
import type { KeptCardsView } from './KeptCardsView';
import type { KeptVersionView } from './KeptVersionView';
import type { KeptView } from './KeptView';
import type { KeyTableView } from './KeyTableView';
import type { MissingView } from './MissingView';
import type { NextView } from './NextView';
import type { PaperView } from './PaperView';
import type { Patch } from './Patch';
import type { PlaceView } from './PlaceView';
import type { ProgressView } from './ProgressView';
import type { RoundupSummary } from './RoundupSummary';
import type { RoundupView } from './RoundupView';
import type { RoundupWritten } from './RoundupWritten';
import type { SavedAs } from './SavedAs';
import type { SavedView } from './SavedView';
import type { StartView } from './StartView';
import type { Trial } from './Trial';
import type { VersionsView } from './VersionsView';
import type { WordTaken } from './WordTaken';
import type { WordText } from './WordText';
import type { WordView } from './WordView';

/** What each request gets. */
export interface Replies {
/**
 * The calls, and how the drafts are. Opens the drafts where they are not open.
 */
  start: StartView;
/**
 * Goes on after damage: with what can be read, with a copy, or with no drafts.
 */
  recover: StartView;
/**
 * Reads a Word file for the material of a draft. Nothing of the draft changes but that it knows the pictures.
 */
  read_word_text: WordText;
/**
 * The drafts.
 */
  drafts: DraftList;
/**
 * Makes a draft and opens it.
 */
  new_draft: DraftView;
/**
 * Asks what a new draft by this call and route would take over.
 */
  carry_over: CarriedView;
/**
 * Asks for the cards that fit a draft.
 */
  known_cards: Array<CardView>;
/**
 * Asks for those that are kept, and whom a draft names that could be.
 */
  kept_cards: KeptCardsView;
/**
 * Keeps whom a draft names, with all that it says of them; in the place of one of the same name.
 */
  keep_card: KeptCardsView;
/**
 * Puts right what is kept of somebody.
 */
  change_card: KeptCardsView;
/**
 * Keeps somebody no longer.
 */
  drop_card: KeptCardsView;
/**
 * Opens a draft for editing by this face.
 */
  open_draft: DraftView;
/**
 * Saves a draft and lets go of it; a face that does not have it any more lets go of nothing.
 */
  close_draft: null;
/**
 * Makes a draft that says the same; its number.
 */
  copy_draft: number;
/**
 * Moves a draft to the bin or back.
 */
  bin_draft: null;
/**
 * Removes a draft of the bin for good, with its files and its words. Copies made before keep it until they go.
 */
  erase_draft: null;
/**
 * Puts what was typed at an address: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`,
 * `material`, `material/3` (a block), `appendix`.
 */
  edit: Patch;
/**
 * Takes a step back, or makes it again.
 */
  undo: Patch;
/**
 * Tells what there is of a draft: its states in the copies, and what can be read of it.
 */
  versions: VersionsView;
/**
 * Puts a draft back to what it was in a copy, and opens it.
 */
  restore: DraftView;
/**
 * Makes another draft of what can be read of one that was changed on the disk, and opens it.
 */
  read_in_part: DraftView;
/**
 * What a draft said before, the last first.
 */
  kept_versions: Array<KeptVersionView>;
/**
 * In what a version differs from what the draft says now, or from another version.
 */
  compare_version: Array<DifferenceView>;
/**
 * Puts into an open draft what a version says, as one step.
 */
  go_back: Patch;
/**
 * How a draft is saved; with `now` it is saved first.
 */
  saved: SavedView;
/**
 * The case file that the program was started with, once: for `import`.
 */
  take_file: string | null;
/**
 * Makes a draft of a case file and opens it. Where its case is here already, that comes instead, until it is
 * said what to take.
 */
  import: Imported;
/**
 * Writes a draft as a package, with all that belongs to it.
 */
  hand_over: HandedOver;
/**
 * Writes a call with its forms as a form package.
 */
  pack_form: FormPacked;
/**
 * Takes the form of a form package, as `import` showed it.
 */
  take_form: FormTaken;
/**
 * Writes a draft as a case file with its attachments beside it.
 */
  save_as: SavedAs;
/**
 * Copies files, and those in folders that are named, into the store, and tells by which names the draft
 * knows them. Nothing shows them until an edit or `attach` does.
 */
  keep: KeptView;
/**
 * Keeps a file whose bytes are given, as `keep` does those that are copied.
 */
  keep_given: KeptView;
/**
 * Puts files that were kept behind the attachments.
 */
  attach: Patch;
/**
 * Makes a lighter copy of a photo, as JPEG, and tells by which name the draft knows it. Nothing shows it until an edit
 * does.
 */
  lighten: string;
/**
 * Looks at the photos and PDFs of a draft that were not looked at yet, which may take seconds; `news` then tells what was
 * found. True where there is something to be told.
 */
  look_at_files: boolean;
/**
 * Tells what changed though nothing was typed.
 */
  news: Patch;
/**
 * How far an export or `keep` is; with `stop` it ends.
 */
  progress: ProgressView;
/**
 * Opens a file of a draft in the program that the system has for it.
 */
  open_file: null;
/**
 * Looks in a folder for files that did not come with their case file. Nothing is copied.
 */
  find_missing: MissingView;
/**
 * The folders and files in a folder, for a face without native dialogs.
 */
  folder: FolderView;
/**
 * Shows a folder in the system's file manager, or a PDF in the program that the system has for it.
 */
  show: null;
/**
 * The pages of a form, or of the material.
 */
  paper: PaperView;
/**
 * Writes a form of a draft's route to fill in by hand, as a PDF.
 */
  blank_form: BlankWritten;
/**
 * Writes the folder that is sent.
 */
  export: ExportedView;
/**
 * Writes a draft as a Word file; the names of pictures that could not be put in.
 */
  write_word: Array<string>;
/**
 * Writes a folder that was sent as one zip beside it; where that lies.
 */
  zip_folder: string;
/**
 * What is to be done with a draft that was exported.
 */
  next_steps: NextView;
/**
 * Notes how far a draft is outside of the program.
 */
  mark_draft: null;
/**
 * Places by name, part of a name, pinyin initials or code.
 */
  places: Array<PlaceView>;
/**
 * The guidance of a draft's call: for its project, or what holds the words.
 */
  guidance: GuidanceView;
/**
 * What a code of a finding means.
 */
  explain: ExplanationView;
/**
 * Reads a blank Word form, and its notice where there is one.
 */
  read_word: WordView;
/**
 * Makes a form and a call of a Word form, as `read_word` showed them.
 */
  take_word: WordTaken;
/**
 * Looks whether a Word file is a form that is known here and was filled in. Nothing is made of it yet.
 */
  read_filled_word: FilledWordView;
/**
 * Makes a draft of a filled Word file and opens it.
 */
  take_filled_word: FilledDraft;
/**
 * What can be written where: the keys of forms and calls.
 */
  form_keys: Array<KeyTableView>;
/**
 * Opens the desk of a call of the user's own. What was changed and not saved the last time is there again.
 */
  open_form_desk: FormDeskView;
/**
 * Changes a form or a call that is open at the desk.
 */
  change_form: FormDeskView;
/**
 * Takes back the last step at the desk, or does it again.
 */
  undo_form: FormDeskView;
/**
 * Throws away what is not saved.
 */
  discard_form: FormDeskView;
/**
 * Tries a form that is at the desk.
 */
  try_fill: Trial;
/**
 * Writes what is at the desk into the user's own catalog, where it can be used at once.
 */
  save_form: FormSaved;
/**
 * Copies a call and its forms as new ones of the user's own.
 */
  copy_call: CallCopied;
/**
 * Reads a draft by the newer form from now on, and opens it so. What that has no place for is set aside.
 */
  take_newer: DraftView;
/**
 * Every collection, the newest first.
 */
  roundups: Array<RoundupSummary>;
/**
 * Begins a collection.
 */
  new_roundup: RoundupView;
/**
 * Opens a collection.
 */
  open_roundup: RoundupView;
/**
 * Takes packages, case files and folders into a collection.
 */
  add_to_roundup: RoundupView;
/**
 * Takes a file out of a collection; where it came from it stays.
 */
  remove_from_roundup: RoundupView;
/**
 * What the office chooses in a collection.
 */
  choose_in_roundup: RoundupView;
/**
 * Takes numbers and remarks from a list that comes back as a workbook.
 */
  read_list_back: RoundupView;
/**
 * Two cases of a collection side by side: where they differ.
 */
  compare_in_roundup: Array<DifferenceView>;
/**
 * Writes the submission of a collection.
 */
  submit_roundup: RoundupWritten;
}
