//! Pages to pictures, through the same PDF operators: what is shown is what is printed.

use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use apart::Ended;
use foundation::{Mm, Pt, Px, Timestamp};
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning, WarningSinkFn};
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

use media::Pixels;

use crate::layout::{Item, Page, Sheets};
use crate::pdf::{Packing, Title, Unwritten, WriteFault};

/// A picture that could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PictureFault {
    /// There is no such page.
    #[error("没有第 {asked} 页，一共 {pages} 页。")]
    NoSuchPage {
        /// Counted from 1.
        asked: usize,
        /// How many there are.
        pages: usize,
    },
    /// The page could not be turned into operators.
    #[error(transparent)]
    Pdf(#[from] WriteFault),
    /// The operators could not be read back.
    #[error("页面图像不能生成。请重新安装申报匣。")]
    Unreadable,
    /// The picture could not be packed.
    #[error("页面图像不能写出，内存可能不够。请关闭别的程序后再试。")]
    Encode {
        /// What the encoder said.
        cause: image::ImageError,
    },
    /// A page from elsewhere could not be drawn within the bounds that it has.
    #[error("这一页来自别的 PDF，在这里画不出来：{}。{}", words(*.ended).0, words(*.ended).1)]
    NotDrawn {
        /// How drawing it ended.
        ended: Ended,
    },
}

/// What was wrong, and what to do.
fn words(ended: Ended) -> (&'static str, &'static str) {
    let print = "请用 PDF 阅读器打开原来的文件，打印成新的 PDF，再换上。";
    match ended {
        Ended::TooLong => ("画它花的时间太长", print),
        Ended::TooMuchMemory | Ended::AnswerTooLong => ("画它要用的内存太多", print),
        Ended::Fell => ("里面有不能画的内容", print),
        Ended::WaitedInVain => ("电脑可能正忙，这一次没有画完", "请稍后再打开这一页。"),
        Ended::NotStarted => ("画它的程序没有启动", "请重新打开申报匣；还是这样，请重新安装。"),
    }
}

/// Each page is drawn once: hinting and keeping glyphs cost three times what they could save, and paper
/// has no pixels to fit glyphs to.
const RENDERING: RenderSettings = RenderSettings {
    force_image_interpolation: false,
    aliasing_threshold: None,
    hinting: false,
    glyph_caching: false,
};

/// A page that is to be drawn.
pub(crate) struct Drawing {
    /// The page alone.
    pub(crate) pdf: Vec<u8>,
    /// Pixels to the point.
    pub(crate) scale: f32,
    pub(crate) is_coloured: bool,
    /// Whether a page made elsewhere lies under it.
    pub(crate) is_from_elsewhere: bool,
    /// Across and down, in pixels.
    size: (f64, f64),
}

/// Draws a page, counted from 1, as PNG at so many pixels to the inch, in this process.
///
/// # Errors
/// `NoSuchPage`; the others are faults of the program.
pub fn draw(sheets: &Sheets, page: usize, dpi: Px) -> Result<Vec<u8>, PictureFault> {
    Drawing::of(sheets, page, dpi)?.draw()
}

impl Drawing {
    /// A page of these, counted from 1.
    pub(crate) fn of(sheets: &Sheets, page: usize, dpi: Px) -> Result<Self, PictureFault> {
        let pages = sheets.pages.len();
        let index = page.checked_sub(1).filter(|index| *index < pages);
        let index = index.ok_or(PictureFault::NoSuchPage { asked: page, pages })?;
        let alone = Sheets {
            pages: vec![sheets.pages[index].clone()],
            outline: Vec::new(),
            parts: Vec::new(),
        };
        let pdf = written(&alone)?;
        let page = &alone.pages[0];
        let scale = dpi as f32 / 72.0;
        let pixels = |side: Mm| Pt::from(side).0 * f64::from(scale);
        Ok(Self {
            pdf,
            scale,
            is_coloured: is_coloured(page),
            is_from_elsewhere: page.under.is_some(),
            size: (pixels(page.width), pixels(page.height)),
        })
    }

    /// The same on the other side.
    pub(crate) fn again(pdf: Vec<u8>, scale: f32, is_coloured: bool) -> Self {
        Self { pdf, scale, is_coloured, is_from_elsewhere: true, size: (0.0, 0.0) }
    }

    /// How many pixels the picture has.
    pub(crate) fn points(&self) -> f64 {
        self.size.0 * self.size.1
    }

    /// The picture as PNG.
    pub(crate) fn draw(self) -> Result<Vec<u8>, PictureFault> {
        let pdf = Pdf::new(self.pdf).map_err(|_| PictureFault::Unreadable)?;
        let page = pdf.pages().first().ok_or(PictureFault::Unreadable)?;
        let pixmap = rendered(page, self.scale);
        let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
        let rgba = pixmap.data_as_u8_slice().chunks_exact(4);
        // The ground is white and opaque, so the first three of each are the colour itself.
        let (samples, kind): (Vec<u8>, _) = if self.is_coloured {
            let rgb = rgba.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
            (rgb.collect(), ExtendedColorType::Rgb8)
        } else {
            (rgba.map(|pixel| pixel[0]).collect(), ExtendedColorType::L8)
        };
        let mut png = Cursor::new(Vec::new());
        PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
            .write_image(&samples, width, height, kind)
            .map_err(|cause| PictureFault::Encode { cause })?;
        Ok(png.into_inner())
    }
}

/// The pages as operators, for whoever draws them.
fn written(sheets: &Sheets) -> Result<Vec<u8>, WriteFault> {
    let title = Title {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        moment: Timestamp::UNIX_EPOCH,
        origin: None,
    };
    Unwritten::new(sheets, Packing::Plain)?.write(&title)
}

/// A page at so many pixels to the point.
fn rendered(page: &hayro::hayro_syntax::page::Page<'_>, scale: f32) -> Pixmap {
    rendered_by(page, scale, &InterpreterSettings::default())
}

fn rendered_by(
    page: &hayro::hayro_syntax::page::Page<'_>,
    scale: f32,
    interpreter: &InterpreterSettings,
) -> Pixmap {
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    render(page, &RenderCache::new(), interpreter, &RENDERING, &settings)
}

/// What came of drawing a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Drawn {
    /// All of it.
    Wholly,
    /// A picture on it could not be decoded.
    WithoutPicture,
    /// Nothing.
    Not,
}

/// Pages that are tried: for the process apart, which also falls over what cannot be drawn.
pub(crate) struct Trial<'s> {
    sheets: &'s Sheets,
    pdf: Option<Pdf>,
}

impl<'s> Trial<'s> {
    pub(crate) fn of(sheets: &'s Sheets) -> Self {
        Self { sheets, pdf: written(sheets).ok().and_then(|pdf| Pdf::new(pdf).ok()) }
    }

    /// What comes of drawing a page, counted from 0, at so many pixels to the inch, or at fewer where there would be more
    /// than `most`.
    pub(crate) fn page(&self, index: usize, dpi: Px, most: f64) -> Drawn {
        let found = self.pdf.as_ref().and_then(|pdf| pdf.pages().get(index));
        let Some((page, found)) = self.sheets.pages.get(index).zip(found) else {
            return Drawn::Not;
        };
        let scale = f64::from(dpi) / 72.0;
        let points = Pt::from(page.width).0 * Pt::from(page.height).0 * scale * scale;
        let smaller = (most / points).sqrt().min(1.0);
        let is_lacking = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&is_lacking);
        let warning_sink: WarningSinkFn = Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                heard.store(true, Ordering::Relaxed);
            }
        });
        let interpreter = InterpreterSettings { warning_sink, ..InterpreterSettings::default() };
        rendered_by(found, (scale * smaller) as f32, &interpreter);
        if is_lacking.load(Ordering::Relaxed) { Drawn::WithoutPicture } else { Drawn::Wholly }
    }
}

/// Whether anything on the page has colours, or may have them; else a third of the bytes will do.
fn is_coloured(page: &Page) -> bool {
    page.under.is_some()
        || page.items.iter().any(|item| match item {
            Item::Picture { picture, .. } => match picture.pixels {
                Pixels::Jpeg { components, .. } | Pixels::Plain { components, .. } => {
                    components != 1
                }
            },
            _ => false,
        })
}
