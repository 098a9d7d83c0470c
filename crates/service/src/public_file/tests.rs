use super::*;
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use lopdf::{Dictionary, Document, Object, Stream};
use std::io::Cursor;

const NAME: &[u8] = b"Taken by Tong Shiyuan";

fn picture(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x % 256) as u8, (y % 256) as u8, 128])
    }));
    let mut out = Vec::new();
    picture
        .write_to(&mut Cursor::new(&mut out), format)
        .unwrap();
    out
}

/// A JPEG as phones make it: turned, with a name in its Exif data, a comment, and something
/// hung on behind its end.
fn from_a_phone() -> Vec<u8> {
    let plain = picture(ImageFormat::Jpeg, 64, 32);
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    // Orientation 6: turned by a quarter to the right.
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    // Artist, behind this directory.
    exif.extend(b"\x3b\x01\x02\0");
    exif.extend((NAME.len() as u32 + 1).to_le_bytes());
    exif.extend(38u32.to_le_bytes());
    exif.extend([0; 4]);
    exif.extend(NAME);
    exif.push(0);
    let mut out = plain[..2].to_vec();
    for (marker, content) in [(0xe1, exif.as_slice()), (0xfe, NAME)] {
        out.extend([0xff, marker]);
        out.extend((content.len() as u16 + 2).to_be_bytes());
        out.extend(content);
    }
    out.extend(&plain[2..]);
    out.extend(NAME);
    out
}

/// A PDF of one page that says who made it, in every place where it can.
fn office_file() -> Vec<u8> {
    let mut file = Document::with_version("1.5");
    let pages = file.new_object_id();
    let told = |subtype: &str| {
        let mut dictionary = Dictionary::new();
        dictionary.set("Type", "Metadata");
        dictionary.set("Subtype", subtype);
        Stream::new(dictionary, NAME.to_vec()).with_compression(false)
    };
    let about_page = file.add_object(told("XML"));
    let about_all = file.add_object(told("XML"));
    let hung_on = file.add_object(told("Attachment"));
    let content = Stream::new(Dictionary::new(), b"0 0 10 10 re f".to_vec());
    let content = file.add_object(content.with_compression(false));
    let page = file.add_object(dictionary(&[
        ("Type", "Page".into()),
        ("Parent", pages.into()),
        ("Contents", content.into()),
        ("Metadata", about_page.into()),
        ("PieceInfo", Object::string_literal(NAME)),
    ]));
    let all = dictionary(&[
        ("Type", "Pages".into()),
        ("Kids", vec![page.into()].into()),
        ("Count", 1.into()),
    ]);
    file.objects.insert(pages, all.into());
    let names = dictionary(&[("EmbeddedFiles", hung_on.into())]);
    let catalog = file.add_object(dictionary(&[
        ("Type", "Catalog".into()),
        ("Pages", pages.into()),
        ("Metadata", about_all.into()),
        ("Names", names.into()),
    ]));
    let info = file.add_object(dictionary(&[("Author", Object::string_literal(NAME))]));
    file.trailer.set("Root", catalog);
    file.trailer.set("Info", info);
    let mut out = Vec::new();
    file.save_to(&mut out).unwrap();
    out
}

fn dictionary(entries: &[(&str, Object)]) -> Dictionary {
    let mut out = Dictionary::new();
    for (key, value) in entries {
        out.set(*key, value.clone());
    }
    out
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

async fn of(bytes: &[u8]) -> Result<PublicFile> {
    PublicFile::of(bytes.to_vec(), &Media::ALL).await
}

#[tokio::test]
async fn a_picture_tells_nothing_and_stands_the_right_side_up() {
    let phone = from_a_phone();
    assert!(holds(&phone, NAME) && holds(&phone, b"Exif"), "the control");
    let kept = of(&phone).await.unwrap();
    assert_eq!(kept.media(), Media::Jpeg);
    assert!(!holds(kept.bytes(), NAME) && !holds(kept.bytes(), b"Exif"));
    let shown = image::load_from_memory(kept.bytes()).unwrap();
    assert_eq!((shown.width(), shown.height()), (32, 64));
    let first = shown.to_rgb8().get_pixel(31, 0).0;
    assert!(
        first[0] < 40 && first[1] < 40,
        "the first corner: {first:?}"
    );
}

#[tokio::test]
async fn a_screenshot_keeps_its_points_and_loses_its_words() {
    let plain = picture(ImageFormat::Png, 20, 10);
    let mut telling = plain[..33].to_vec();
    telling.extend((NAME.len() as u32 + 7).to_be_bytes());
    // The sum over this chunk is not looked at by every reader; the words are there anyway.
    telling.extend(b"tEXtAuthor\0");
    telling.extend(NAME);
    let mut sum = sum_of(&telling[37..]);
    telling.append(&mut sum);
    telling.extend(&plain[33..]);
    assert!(holds(&telling, NAME), "the control");
    let kept = of(&telling).await.unwrap();
    assert_eq!(kept.media(), Media::Png);
    assert!(!holds(kept.bytes(), NAME) && !holds(kept.bytes(), b"tEXt"));
    let (before, after) = (
        image::load_from_memory(&plain).unwrap(),
        image::load_from_memory(kept.bytes()).unwrap(),
    );
    assert_eq!(before.to_rgba8(), after.to_rgba8());
}

/// The check sum of a chunk (PNG, annex D: CRC-32 of ISO 3309).
fn sum_of(bytes: &[u8]) -> Vec<u8> {
    let step = |mut sum: u32, byte: &u8| {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            let low = sum & 1;
            sum = (sum >> 1) ^ (0xedb8_8320 * low);
        }
        sum
    };
    let sum = !bytes.iter().fold(u32::MAX, step);
    sum.to_be_bytes().to_vec()
}

#[tokio::test]
async fn large_pictures_become_as_large_as_is_needed() {
    let kept = of(&picture(ImageFormat::Jpeg, 3000, 600)).await.unwrap();
    let shown = image::load_from_memory(kept.bytes()).unwrap();
    assert_eq!((shown.width(), shown.height()), (2000, 400));
    let kept = of(&picture(ImageFormat::WebP, 30, 60)).await.unwrap();
    assert_eq!(kept.media(), Media::Jpeg);
    let mut glass = Vec::new();
    let picture = DynamicImage::ImageRgba8(RgbaImage::new(8, 8));
    picture
        .write_to(&mut Cursor::new(&mut glass), ImageFormat::WebP)
        .unwrap();
    assert_eq!(of(&glass).await.unwrap().media(), Media::Png);
}

#[tokio::test]
async fn a_pdf_says_nothing_about_itself() {
    let file = office_file();
    assert!(holds(&file, NAME), "the control");
    let kept = of(&file).await.unwrap();
    assert!(
        !holds(kept.bytes(), NAME),
        "{}",
        String::from_utf8_lossy(kept.bytes())
    );
    assert!(holds(kept.bytes(), b"0 0 10 10 re f"), "the page is there");
    let again = Document::load_mem(kept.bytes()).unwrap();
    assert_eq!(again.get_pages().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_not_taken() {
    let code = |result: Result<PublicFile>| match result {
        Err(ServiceError::Refused(Refusal::UnknownCode { kind, .. })) => kind,
        Err(ServiceError::Refused(Refusal::TooLong { .. })) => "long",
        other => panic!("{other:?}"),
    };
    assert_eq!(code(of(b"<script>").await), "media");
    assert_eq!(code(of(b"").await), "media");
    assert_eq!(code(of(b"%PDF-1.7 ...").await), "file");
    let phone = from_a_phone();
    for end in [3, 20, 200] {
        assert_eq!(code(of(&phone[..end]).await), "file", "{end}");
    }
    assert_eq!(code(of(&vec![0xff; FILE_BYTES + 1]).await), "long");
    let only_pdf = PublicFile::of(phone, &[Media::Pdf]).await;
    assert_eq!(code(only_pdf), "media");
    // A picture that says it is as large as a country.
    let mut huge = picture(ImageFormat::Png, 4, 4);
    huge[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let mut sum = sum_of(&huge[12..29]);
    huge.splice(29..33, sum.drain(..));
    assert_eq!(code(of(&huge).await), "file");
}
