//! Pictures, painted again: only their points are kept. Names, places, times, cameras, colour
//! profiles, thumbnails and whatever is hung on behind the end are not points.

use super::Media;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// The longest side of what is kept, in points: enough to see a crack in a wall, and a phone
/// loads it in a second.
const LONGEST: u32 = 2_000;
/// The longest side of what is read, in points.
const READABLE: u32 = 16_384;
/// The most memory that reading one takes, in bytes: 50 million points.
const MEMORY: u64 = 256 * 1024 * 1024;
/// Quality of JPEG files, of 100.
const QUALITY: u8 = 85;

/// The picture with the right side up, not larger than needed; WebP becomes PNG where it is
/// partly transparent and JPEG otherwise. Nothing where it cannot be read.
pub(super) fn paint_again(media: Media, bytes: &[u8]) -> Option<(Media, Vec<u8>)> {
    let format = match media {
        Media::Jpeg => ImageFormat::Jpeg,
        Media::Png => ImageFormat::Png,
        Media::Webp => ImageFormat::WebP,
        Media::Pdf => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(READABLE);
    limits.max_image_height = Some(READABLE);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // A picture without a readable direction stands as it is.
    let direction = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(direction) = direction {
        picture.apply_orientation(direction);
    }
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Triangle);
    }
    let keep = match media {
        Media::Jpeg => Media::Jpeg,
        Media::Webp if !picture.color().has_alpha() => Media::Jpeg,
        _ => Media::Png,
    };
    Some((keep, written(keep, &picture)?))
}

fn written(media: Media, picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    if media == Media::Jpeg {
        let encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        picture.to_rgb8().write_with_encoder(encoder).ok()?;
    } else {
        let mut to = Cursor::new(&mut out);
        picture.write_to(&mut to, ImageFormat::Png).ok()?;
    }
    Some(out)
}
