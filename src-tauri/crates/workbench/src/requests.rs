//! The one table of what a face may ask, for the desktop window and for the browser alike. From a line here come
//! the request in JSON, its answer, and the types of the interface (`ui/src/host/bindings`, by `make bless`).
//!
//! To add a request, write its struct with its `Ask` beside the code that does it, and a line here.

use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// `"name in JSON": desk::file::Struct`, one a line.
macro_rules! requests {
    ($($name:literal: $desk:ident::$file:ident::$asked:ident,)*) => {
        /// What a face may ask. `ask` names it in JSON.
        #[derive(Clone, Debug, Deserialize)]
        #[serde(tag = "ask")]
        pub enum Request {
            $(
                #[doc = concat!("`", $name, "`")]
                #[serde(rename = $name)]
                $asked(crate::$desk::$file::$asked),
            )*
        }

        /// What a face gets; which of them is told by what it asked.
        #[derive(Debug, Serialize)]
        #[serde(untagged)]
        pub enum Reply {
            $(
                #[doc = concat!("For `", $name, "`.")]
                $asked(<crate::$desk::$file::$asked as Ask>::Answer),
            )*
        }

        impl Workbench {
            /// Answers a request.
            ///
            /// # Errors
            /// Why it was not carried out, with a code for the face and words for the user.
            pub fn answer(&self, request: Request) -> Result<Reply, Refusal> {
                match request {
                    $(Request::$asked(asked) => asked.answer(self).map(Reply::$asked),)*
                }
            }
        }

        /// Shows every line of the table.
        #[cfg(test)]
        pub(crate) fn visit(visitor: &mut impl Visit) {
            $(visitor.request::<crate::$desk::$file::$asked>($name);)*
        }
    };
}

requests! {
    "start": draft::start::Start,
    "recover": draft::start::Recover,
    "read_word_text": draft::word_text::ReadWordText,
    "drafts": draft::list::ListDrafts,
    "new_draft": draft::opening::NewDraft,
    "carry_over": draft::carrying::CarryOver,
    "known_cards": draft::cards::KnownCards,
    "kept_cards": draft::kept_cards::KeptCards,
    "keep_card": draft::kept_cards::KeepCard,
    "change_card": draft::kept_cards::ChangeCard,
    "drop_card": draft::kept_cards::DropCard,
    "open_draft": draft::opening::OpenDraft,
    "close_draft": draft::opening::CloseDraft,
    "copy_draft": draft::list::CopyDraft,
    "bin_draft": draft::list::BinDraft,
    "erase_draft": draft::list::EraseDraft,
    "edit": draft::editing::Edit,
    "undo": draft::editing::Undo,
    "versions": draft::mending::Versions,
    "restore": draft::mending::Restore,
    "read_in_part": draft::mending::ReadInPart,
    "kept_versions": draft::versions::KeptVersions,
    "compare_version": draft::versions::CompareVersion,
    "go_back": draft::versions::GoBack,
    "saved": draft::saving::Saved,
    "take_file": draft::import::TakeFile,
    "import": draft::import::Import,
    "hand_over": handover::handing_over::HandOver,
    "pack_form": handover::form_packages::PackForm,
    "take_form": handover::form_packages::TakeForm,
    "save_as": draft::save_as::SaveAs,
    "keep": files::keeping::Keep,
    "keep_given": files::given::KeepGiven,
    "attach": files::attach::Attach,
    "lighten": files::lightening::Lighten,
    "look_at_files": files::looks::LookAtFiles,
    "news": files::looks::News,
    "progress": files::progress::Progress,
    "open_file": files::open_file::OpenFile,
    "find_missing": files::finding::FindMissing,
    "folder": files::folders::ListFolder,
    "show": files::folders::ShowFolder,
    "paper": pages::paper::Paper,
    "blank_form": pages::blank::BlankForm,
    "export": send::sending::Export,
    "write_word": send::word_written::WriteWord,
    "zip_folder": send::zipping::ZipFolder,
    "next_steps": send::next_steps::NextSteps,
    "mark_draft": send::next_steps::MarkDraft,
    "places": forms::places::FindPlaces,
    "guidance": forms::guidance::ReadGuidance,
    "explain": forms::explained::Explain,
    "read_word": forms::word::ReadWord,
    "take_word": forms::word_taken::TakeWord,
    "read_filled_word": forms::word_filled::ReadFilledWord,
    "take_filled_word": forms::word_filled::TakeFilledWord,
    "form_keys": form_desk::words::FormKeys,
    "open_form_desk": form_desk::opening::OpenFormDesk,
    "change_form": form_desk::changing::ChangeForm,
    "undo_form": form_desk::opening::UndoForm,
    "discard_form": form_desk::opening::DiscardForm,
    "try_fill": form_desk::trial::TryFill,
    "save_form": form_desk::saving::SaveForm,
    "copy_call": form_desk::copying::CopyCall,
    "take_newer": draft::newer::TakeNewer,
    "roundups": office::window::ListRoundups,
    "new_roundup": office::window::NewRoundup,
    "open_roundup": office::window::OpenRoundup,
    "add_to_roundup": office::window::AddToRoundup,
    "remove_from_roundup": office::window::RemoveFromRoundup,
    "choose_in_roundup": office::window::ChooseInRoundup,
    "read_list_back": office::window::ReadListBack,
    "compare_in_roundup": office::window::CompareInRoundup,
    "submit_roundup": office::window::SubmitRoundup,
}

/// Whoever goes through the table: the test that writes the types of the interface.
#[cfg(test)]
pub(crate) trait Visit {
    /// A request by its name in JSON.
    fn request<A: Ask<Answer: ts_rs::TS> + ts_rs::TS + 'static>(&mut self, name: &'static str);
}
