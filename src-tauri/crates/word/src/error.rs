//! Why a file could not be read. What is another kind of file is named as such and never called damaged.

/// Why a Word file could not be read; its text is what the user is told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// Another kind of file, by its name.
    #[error("这是{0}，不是 .docx。请用 Word 或 WPS 打开它，另存为 .docx，再导入。")]
    OtherKind(&'static str),
    /// A file that asks for a password.
    #[error("文件有打开密码。请用 Word 或 WPS 打开它，去掉密码，另存为 .docx，再导入。")]
    Encrypted,
    /// More than any form holds, in the words of the bound that was met.
    #[error("文件超出了能读的范围（{0}），没有读。空白表一般不到 1 MB，请检查是不是拿错了文件。")]
    TooLarge(&'static str),
    /// A container without a Word text.
    #[error("这是一个压缩包，里面没有 Word 文档。请选择 .docx 文件。")]
    NotWord,
    /// A part of it cannot be read.
    #[error("文件已损坏，{0} 读不出来。请用 Word 或 WPS 打开它；能打开的，另存为 .docx，再导入。")]
    Damaged(&'static str),
}
