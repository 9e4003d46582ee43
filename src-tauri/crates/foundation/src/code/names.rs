//! A table: the codes of names of files and folders. The comments are the user's page (`mod.rs`).

macro_rules! names {
    ($then:ident $(, $more:ident)* => $($before:tt)*) => {
        $then! { $($more),* => $($before)*
            /// 文件名太长，其中的名称已经缩短。
            /// - 为什么：各种电脑对文件名的长度都有限制，太长的存不下。
            /// - 怎么办：可以不改，表上仍印全称。想自己定简称的，请改短所填的内容。
            /// - 程度：提醒。
            /// - 依据：通知对文件名的要求；最多 200 个字节（约 66 个汉字）是本程序的判断。
            NameShortened = "N301";
            /// 报送的文件名里有联系人的姓名和电话。
            /// - 为什么：通知要求文件名写上联系人和电话，看到文件名的人就看到了号码。
            /// - 怎么办：只用来报送给征集单位，不要转发，也不要公开。
            /// - 程度：说明。
            /// - 依据：通知对文件名的要求。
            PersonalDataInName = "N302";
        }
    };
}
