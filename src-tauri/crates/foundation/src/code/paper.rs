//! A table: the codes of what shows when a form is set on paper. The comments are the user's page (`mod.rs`).

macro_rules! paper {
    ($then:ident $(, $more:ident)* => $($before:tt)*) => {
        $then! { $($more),* => $($before)*
            /// 有字体里没有的字，印不出来。
            /// - 为什么：多半是表情符号，或极少用的符号；人名里的生僻字一般都有。
            /// - 怎么办：请改用通用的写法，或改成文字说明；表情符号请删去。
            /// - 程度：错误。
            /// - 依据：本程序的判断：印出来是空白的表不能报送。
            CharacterWithoutFont = "L501";
            /// 简短的答案在格子里放不下，缩小字号后还要排超过三行，或一串字母、数字比格子宽。
            /// - 为什么：照样能印，只是不好看，或从中间断开。
            /// - 怎么办：请写得短一些；确实要写这么长的，请看一看版面。
            /// - 程度：说明。
            /// - 依据：本程序的判断。
            AnswerTooLongForCell = "L502";
            /// 排版用了本机安装的字体。
            /// - 为什么：别的电脑上不一定有这些字体，换一台电脑排出来可能不同。
            /// - 怎么办：要和别处一样的，请关掉使用本机字体的设置。
            /// - 程度：说明。
            /// - 依据：本程序的判断。
            InstalledFonts = "L503";
        }
    };
}
