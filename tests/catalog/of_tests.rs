/// A folder of the forms and calls of the tests, with these of its files.
macro_rules! of_tests {
    ($folder:literal, $($file:literal),+) => {
        catalog::Folder {
            path: $folder.into(),
            files: [$(($file, include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../tests/catalog/",
                $folder,
                "/",
                $file
            )))),+]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into(),
        }
    };
}
