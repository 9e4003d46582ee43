//! Pages to pictures, through the same PDF operators: what is shown is what is printed.

use std::io::Cursor;

use foundation::{Px, Timestamp};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

use media::Pixels;

use crate::layout::{Item, Page, Sheets};
use crate::pdf::{Packing, PdfFault, Title, Unwritten};

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
    Pdf(#[from] PdfFault),
    /// The operators could not be read back.
    #[error("页面图像不能生成。请重新安装申报匣。")]
    Unreadable,
    /// The picture could not be packed.
    #[error("页面图像不能写出，内存可能不够。请关闭别的程序后再试。")]
    Encode {
        /// What the encoder said.
        cause: image::ImageError,
    },
}

/// Each page is drawn once: hinting and keeping glyphs cost three times what they could save, and paper
/// has no pixels to fit glyphs to.
const RENDERING: RenderSettings = RenderSettings {
    force_image_interpolation: false,
    aliasing_threshold: None,
    hinting: false,
    glyph_caching: false,
};

/// Draws a page, counted from 1, as PNG at so many pixels to the inch.
///
/// # Errors
/// `NoSuchPage`; the others are faults of the program.
pub fn draw(sheets: &Sheets, page: usize, dpi: Px) -> Result<Vec<u8>, PictureFault> {
    let pages = sheets.pages.len();
    let index = page.checked_sub(1).filter(|index| *index < pages);
    let index = index.ok_or(PictureFault::NoSuchPage { asked: page, pages })?;
    let alone = Sheets { pages: vec![sheets.pages[index].clone()], outline: Vec::new() };
    let title = Title {
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        moment: Timestamp::UNIX_EPOCH,
    };
    let pdf = Unwritten::new(&alone, Packing::Plain)?.write(&title)?;
    let pdf = Pdf::new(pdf).map_err(|_| PictureFault::Unreadable)?;
    let page = pdf.pages().first().ok_or(PictureFault::Unreadable)?;
    let scale = dpi as f32 / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RENDERING, &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let rgba = pixmap.data_as_u8_slice().chunks_exact(4);
    // The ground is white and opaque, so the first three of each are the colour itself.
    let (samples, kind): (Vec<u8>, _) = if is_coloured(&alone.pages[0]) {
        (rgba.flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect(), ExtendedColorType::Rgb8)
    } else {
        (rgba.map(|pixel| pixel[0]).collect(), ExtendedColorType::L8)
    };
    let mut png = Cursor::new(Vec::new());
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
        .write_image(&samples, width, height, kind)
        .map_err(|cause| PictureFault::Encode { cause })?;
    Ok(png.into_inner())
}

/// Whether anything on the page has colours; else a third of the bytes will do.
fn is_coloured(page: &Page) -> bool {
    page.items.iter().any(|item| match item {
        Item::Picture { picture, .. } => match picture.pixels {
            Pixels::Jpeg { components, .. } | Pixels::Plain { components, .. } => components != 1,
        },
        _ => false,
    })
}
