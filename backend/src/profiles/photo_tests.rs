use super::*;
use image::{Rgb, RgbImage};

fn problem(result: Result<Vec<(u16, Vec<u8>)>>) -> Problem {
    match result.err().unwrap().failure() {
        Failure::Invalid(mut problems) => problems.remove(0).problem,
        other => panic!("a problem with the photo, not {other:?}"),
    }
}

fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// Red on the left half, blue on the right.
fn two_halves() -> RgbImage {
    RgbImage::from_fn(300, 200, |x, _| {
        if x < 150 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

/// A PNG whose header promises so many pixels, with hardly any data behind it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    bomb_of(width, height, [8, 2])
}

/// The same with so many bits a channel, and channels of that kind: 2 is RGB, 6 RGBA.
fn bomb_of(width: u32, height: u32, [bits, channels]: [u8; 2]) -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([bits, channels, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    file.extend(13_u32.to_be_bytes());
    file.extend(&header);
    file.extend(crc(&header).to_be_bytes());
    let data = b"IDAT\x78\x9c\x03\x00\x00\x00\x00\x01".to_vec();
    file.extend((data.len() as u32 - 4).to_be_bytes());
    file.extend(&data);
    file.extend(crc(&data).to_be_bytes());
    file
}

/// CRC-32 of PNG chunks (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xedb8_8320
            } else {
                crc >> 1
            }
        })
    })
}

/// The JPEG with an EXIF part that says "turn by 90°" and names a camera.
fn with_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut tiff = b"MM\x00\x2a\x00\x00\x00\x08\x00\x02".to_vec();
    tiff.extend(b"\x01\x0f\x00\x02\x00\x00\x00\x0a\x00\x00\x00\x26"); // Make: 10 bytes at 38
    tiff.extend(b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"); // Orientation: 6
    tiff.extend(b"\x00\x00\x00\x00");
    tiff.extend(b"SecretCam\x00");
    let mut file = jpeg[..2].to_vec();
    file.extend(b"\xff\xe1");
    file.extend((tiff.len() as u16 + 8).to_be_bytes());
    file.extend(b"Exif\x00\x00");
    file.extend(&tiff);
    file.extend(&jpeg[2..]);
    file
}

fn pixel(webp: &[u8], x: u32, y: u32) -> [u8; 3] {
    image::load_from_memory(webp)
        .unwrap()
        .to_rgb8()
        .get_pixel(x, y)
        .0
}

#[test]
fn every_kind_of_picture_becomes_three_squares() {
    for format in [
        ImageFormat::Jpeg,
        ImageFormat::Png,
        ImageFormat::WebP,
        ImageFormat::Gif,
    ] {
        let squares = squares(&encoded(&two_halves(), format)).unwrap();
        let sizes: Vec<u32> = squares
            .iter()
            .map(|(_, webp)| image::load_from_memory(webp).unwrap().width())
            .collect();
        assert_eq!(sizes, [96, 192, 512], "{format:?}");
    }
}

#[test]
fn a_turned_picture_is_put_upright_and_its_camera_forgotten() {
    let plain = squares(&encoded(&two_halves(), ImageFormat::Jpeg)).unwrap();
    let [left, right] = [pixel(&plain[0].1, 8, 48), pixel(&plain[0].1, 88, 48)];
    assert!(left[0] > 150 && right[2] > 150, "{left:?} {right:?}");

    let file = with_exif(&encoded(&two_halves(), ImageFormat::Jpeg));
    assert!(file.windows(9).any(|part| part == b"SecretCam"));
    let turned = squares(&file).unwrap();
    // Turned by 90° clockwise, the left half is at the top.
    let [top, foot] = [pixel(&turned[0].1, 48, 4), pixel(&turned[0].1, 48, 91)];
    assert!(top[0] > 150 && foot[2] > 150, "{top:?} {foot:?}");
    for (_, webp) in &turned {
        assert!(!webp.windows(9).any(|part| part == b"SecretCam"));
        assert!(!webp.windows(4).any(|part| part == b"EXIF"));
    }
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_by_its_header() {
    let most = Problem::TooManyPixels { max_megapixels: 40 };
    assert_eq!(problem(squares(&bomb(50_000, 50_000))), most);
    assert_eq!(problem(squares(&bomb(8_000, 5_001))), most);
}

#[test]
fn a_picture_is_refused_when_its_pixels_would_take_more_memory_than_one_may() {
    // 30 megapixels of 8 bytes: 240 MB.
    let deep = bomb_of(6_000, 5_000, [16, 6]);
    let most = Problem::TooManyPixels { max_megapixels: 20 };
    assert_eq!(problem(squares(&deep)), most);
    assert_eq!(
        problem(squares(&bomb_of(5_000, 4_000, [16, 6]))),
        Problem::NotAPicture,
        "as many as may be, and nothing behind them"
    );
}

#[test]
fn what_is_no_picture_is_refused() {
    for file in [
        &b"hello"[..],
        b"%PDF-1.7",
        b"<svg/>",
        b"BM",
        &bomb(100, 100),
    ] {
        assert_eq!(problem(squares(file)), Problem::NotAPicture);
    }
    let whole = encoded(&two_halves(), ImageFormat::Png);
    assert_eq!(
        problem(squares(&whole[..whole.len() / 4])),
        Problem::NotAPicture
    );
}

#[test]
fn another_picture_has_another_address() {
    let one = squares(&encoded(&two_halves(), ImageFormat::Png)).unwrap();
    let flipped = image::imageops::flip_horizontal(&two_halves());
    let other = squares(&encoded(&flipped, ImageFormat::Png)).unwrap();
    assert_ne!(hash(&one), hash(&other));
}

#[test]
fn a_large_picture_of_sixteen_bits_a_channel_is_made_small_and_keeps_its_colour() {
    let deep = image::ImageBuffer::<image::Rgba<u16>, _>::from_pixel(
        2_400,
        1_100,
        image::Rgba([50_000, 0, 0, u16::MAX]),
    );
    let mut file = Cursor::new(Vec::new());
    DynamicImage::from(deep)
        .write_to(&mut file, ImageFormat::Png)
        .unwrap();
    let picture = decode(&file.into_inner()).unwrap();
    assert_eq!((picture.width(), picture.height()), (2_234, SMALL_EDGE));
    let [red, others @ ..] = picture.to_rgba8().get_pixel(1_000, 500).0;
    assert!(red.abs_diff(195) <= 1, "{red}");
    assert_eq!(others, [0, 0, 255]);
}

#[tokio::test]
async fn a_picture_does_not_wait_for_its_turn_for_ever() {
    let busy = DECODING.acquire().await.unwrap();
    let refused = turn(Duration::from_millis(1)).await.err().unwrap();
    assert_eq!(refused.failure(), Failure::Unavailable);
    drop(busy);
    assert!(turn(PATIENCE).await.is_ok());
}
