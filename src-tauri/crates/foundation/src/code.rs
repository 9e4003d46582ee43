//! The codes of findings: a letter for the kind and three digits. They are forever; a code that is
//! no longer used is not given again. `tests/golden` holds a case for each, and a test says so.

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// The kind of a finding. `F` fields of a form, `C` the call, `N` file names,
        /// `A` attachments and material, `L` the paper.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The letter and three digits.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// A field that must be filled in is empty.
    RequiredMissing = "F101";
    /// A text has more 字 than the form allows.
    TextTooLong = "F102";
    /// The 字数 is within the limit, the count of characters is not.
    CharactersAboveLimit = "F103";
    /// A phone number has no known shape.
    NotAPhone = "F104";
    /// An e-mail address has no known shape.
    NotAnEmail = "F105";
    /// What stands in a month field is not a month.
    NotAMonth = "F106";
    /// What stands in a date field is not a date.
    NotADate = "F107";
    /// What stands in a number field is not a number that the field takes.
    NotANumber = "F108";
    /// A beginning lies after its end.
    EndsBeforeStart = "F109";
    /// A part is larger than the whole it belongs to.
    PartExceedsTotal = "F110";
    /// A stated number does not agree with the list beside it.
    CountDisagrees = "F111";
    /// A name holds characters that no file name can hold.
    NameCharacterReplaced = "F112";
    /// A name holds the mark that separates the parts of the file name.
    NameHoldsSeparator = "F113";
    /// A text is so long that no form asks for it.
    TextBeyondReason = "F114";
    /// An amount looks as if it were in 元 where 万元 is asked.
    AmountLooksLikeYuan = "F115";
    /// A text has fewer 字 than the form asks.
    TextTooShort = "F116";
    /// A mobile number of no known shape.
    NotAMobile = "F117";
    /// What stands in a postcode field is not a postcode.
    NotAPostcode = "F118";
    /// A code of an organisation that has not the shape of one.
    CodeMalformed = "F119";
    /// A code of an organisation whose check digit is wrong.
    CodeCheckWrong = "F120";
    /// An address of a web page that is none.
    NotALink = "F121";
    /// What stands as the name of a person does not look like one.
    PersonNameOdd = "F122";
    /// Two fields that should say the same do not.
    ValuesDiffer = "F123";
    /// A place that no table of divisions has, or that is not of the level asked for.
    RegionUnknown = "F124";
    /// The name of a place that several places bear.
    RegionAmbiguous = "F125";
    /// A national poverty county that is not named as one.
    NationalCountyUnlisted = "F126";
    /// A place that is named as a national poverty county and is none.
    NotANationalCounty = "F127";
    /// An ID number, mobile number or bank card in a text that others will read.
    PersonalDataInText = "F128";
    /// A secret mark in a text.
    SecretMarkInText = "F129";
    /// A code that another registry gives than the one that is asked for.
    CodeOfOtherRegistry = "F130";
    /// An opinion without the words that the form prescribes.
    PrescribedWordsMissing = "F131";
    /// A text far from the length that is asked for.
    TextLengthOff = "F132";
    /// The same place stands in a list twice.
    RegionTwice = "F133";
    /// One entry of a list names several places.
    SeveralRegionsInOne = "F134";
    /// Something began before the date from which the call counts.
    StartedTooEarly = "C201";
    /// A declaration that the call asks for has not been made.
    DeclarationMissing = "C202";
    /// The window of the call: not yet open, days left, or passed.
    CallWindow = "C203";
    /// Another day that counts.
    InnerDeadline = "C204";
    /// Something began, or is dated, after the last day that the call takes.
    StartedTooLate = "C205";
    /// A project that should be running has ended.
    NoLongerRunning = "C206";
    /// Things of a checklist that were not confirmed.
    ChecklistOpen = "C207";
    /// An answer with which the case cannot come by this call.
    NotEligible = "C208";
    /// More cases than may come.
    OverQuota = "C209";
    /// Fewer cases than should come.
    UnderQuota = "C210";
    /// Another case is the same project.
    SubmittedTwice = "C211";
    /// No national poverty county is named.
    NoNationalCountyNamed = "C212";
    /// A text that should hold facts has no figure in it.
    NoFiguresInText = "C213";
    /// A topic on which the call lays weight is not mentioned.
    TopicNotMentioned = "C214";
    /// Several texts together have not the length that is asked for.
    WholeLengthOff = "C215";
    /// A case of a roundup that has to wait itself, or came by a route that has none.
    CaseNotReady = "C216";
    /// The case name was shortened so that the file name is legal.
    NameShortened = "N301";
    /// The name of what is sent holds personal data.
    PersonalDataInName = "N302";
    /// An attachment is not where the case says it is.
    AttachmentMissing = "A401";
    /// An attachment is there but cannot be read, or is empty.
    AttachmentUnreadable = "A402";
    /// Fewer attachments than the call asks for.
    TooFewAttachments = "A404";
    /// More attachments than the call takes.
    TooManyAttachments = "A405";
    /// An attachment with fewer or more bytes than the call takes.
    AttachmentOfWrongSize = "A406";
    /// An attachment without the words that the call asks for.
    CaptionMissing = "A407";
    /// An attachment of a kind of file that the call does not take.
    AttachmentOfOtherFormat = "A408";
    /// A link of a media report without its screenshot.
    LinkWithoutScreenshot = "A409";
    /// A screenshot of a media report without its link.
    ScreenshotWithoutLink = "A410";
    /// The same photo or video twice among the attachments.
    AttachmentTwice = "A411";
    /// A photo or video with fewer pixels than the call asks for.
    MediaTooSmall = "A421";
    /// A photo or video whose end is missing.
    MediaCutOff = "A422";
    /// A photo or video whose size cannot be read: a person has to look.
    MediaNotMeasured = "A423";
    /// The ending of a file's name does not go with its content.
    MediaEndingWrong = "A424";
    /// A photo or video that is large enough, upright or with pixels that are not square.
    MediaShapeTold = "A425";
    /// What stands among photos or videos is something else.
    MediaOfOtherKind = "A426";
    /// A video shorter or longer than the call takes.
    MediaLengthOff = "A427";
    /// A photo with fewer dots per inch than the call asks for.
    DotsTooFew = "A428";
    /// A photo or video of which no cleaned copy can be made: it may tell where and when it was taken.
    MediaNotCleaned = "A429";
    /// A video whose cleaned copy may still tell where it was taken.
    MediaMayTellPlace = "A430";
    /// The PDF of the material is locked.
    MaterialLocked = "A431";
    /// Pages of the PDF of the material are not A4.
    MaterialNotA4 = "A432";
    /// Fonts of the PDF of the material are not in it.
    MaterialFontsMissing = "A433";
    /// The material has fewer pictures than the call asks for.
    MaterialPicturesMissing = "A434";
    /// The material has no headings, which the call asks for.
    MaterialHeadingsMissing = "A435";
    /// How many pages the PDF of the material has.
    MaterialPages = "A436";
    /// A form or call file is not valid TOML.
    TomlSyntax = "K601";
    /// A key that means nothing in its place.
    UnknownKey = "K602";
    /// A value of the wrong type.
    WrongType = "K603";
    /// A key that must be there is missing.
    KeyMissing = "K604";
    /// A word that is not among those that the place takes.
    UnknownWord = "K605";
    /// An id that stands twice.
    DuplicateId = "K606";
    /// A name of something that is not defined.
    UnknownReference = "K607";
    /// A grid whose rows or spans do not close.
    GridDoesNotClose = "K608";
    /// A field, text or seal of the form that has no place on its paper.
    NotPlaced = "K609";
    /// A line of a grid that cannot be read.
    GridSyntax = "K610";
    /// A file of a form or call folder is missing.
    FileMissing = "K611";
    /// A value of the right type that makes no sense.
    BadValue = "K612";
    /// A grid wider than its page.
    GridTooWide = "K613";
    /// A character that no font has.
    CharacterWithoutFont = "L501";
    /// A short answer that its cell takes only in many lines of small type, or with a torn word.
    AnswerTooLongForCell = "L502";
    /// Set with fonts of the system, which other machines may not have.
    InstalledFonts = "L503";
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_a_letter_and_three_digits_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for code in Code::ALL {
            let text = code.as_str().as_bytes();
            assert!(text.len() == 4 && text[0].is_ascii_uppercase(), "{code:?}");
            assert!(text[1..].iter().all(u8::is_ascii_digit), "{code:?}");
            assert!(seen.insert(text), "{code:?} stands twice");
        }
    }
}
