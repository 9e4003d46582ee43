//! Pages to pictures, through the same PDF operators: what is shown is what is printed.

use std::io::Cursor;

use foundation::{Px, Timestamp};
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};

use crate::layout::Sheets;
use crate::pdf::{Packing, PdfFault, Title, write_packed};

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
    let pdf = Pdf::new(write_packed(&alone, &title, Packing::Plain)?)
        .map_err(|_| PictureFault::Unreadable)?;
    let page = pdf.pages().first().ok_or(PictureFault::Unreadable)?;
    let scale = dpi as f32 / 72.0;
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let grey: Vec<u8> = pixmap.data_as_u8_slice().chunks_exact(4).map(|pixel| pixel[0]).collect();
    let mut png = Cursor::new(Vec::new());
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Up)
        .write_image(&grey, width, height, ExtendedColorType::L8)
        .map_err(|cause| PictureFault::Encode { cause })?;
    Ok(png.into_inner())
}
