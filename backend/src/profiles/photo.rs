//! Photos: any picture somebody has becomes three small square ones that say nothing about where it was taken.
//!
//! A file is refused by its length, its kind and the size in its header before a pixel is decoded; the decoder has
//! a memory limit besides, for headers that lie. Everything but the pixels (place, device, comments) is lost by
//! encoding anew. Decoding is kept off the async threads, one at a time, since one picture may take 160 MB and its
//! decoder as much again, and it is made small before anything else is done to it.

use super::{sql, steps};
use crate::{Backend, Error, Result, db::Begun};
use domain::{
    Actor, CommandId, Failure, PersonId, Problem, Timestamp,
    profiles::{PHOTO_MAX_MEGABYTES, PHOTO_MAX_MEGAPIXELS, PHOTO_SIZES},
};
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType,
    metadata::Orientation,
};
use sha2::{Digest, Sha256};
use std::{io::Cursor, time::Duration};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many pictures are decoded at once in this process.
static DECODING: Semaphore = Semaphore::const_new(1);
/// How long a picture waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of a decoded picture: 40 megapixels of four channels. What has 16 bits a channel may have half as many.
const PICTURE_BYTES: u64 = 40_000_000 * 4;
/// Bytes a decoder may take beside the picture: those of WebP and GIF keep it once more.
const DECODER_BYTES: u64 = PICTURE_BYTES + 16 * 1024 * 1024;
/// Shorter edge that a large picture is brought down to at once: twice the largest square, for its quality.
const SMALL_EDGE: u32 = 1024;
/// Of libwebp, 0–100.
const QUALITY: f32 = 80.0;
const FIELD: &str = "photo";

/// Takes a file as the actor's photo.
pub async fn keep_photo(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    file: Vec<u8>,
    now: Timestamp,
) -> Result<()> {
    if file.is_empty() {
        return Err(Error::field(FIELD, Problem::Missing));
    }
    if file.len() > PHOTO_MAX_MEGABYTES as usize * 1024 * 1024 {
        return Err(too_big());
    }
    let permit = turn(PATIENCE).await?;
    let pictures = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        squares(&file)
    })
    .await??;
    let hash = hash(&pictures);
    let begun = steps::begin::<()>(backend, actor, command, "profile.photo", now).await?;
    let Begun::Fresh(mut tx) = begun else {
        return Ok(());
    };
    sql::clear_photos(tx.conn(), actor.person).await?;
    sql::insert_photos(tx.conn(), actor.person, &pictures).await?;
    sql::set_photo_hash(tx.conn(), actor.person, Some(&hash), now).await?;
    steps::changed(&mut tx, actor.person, "photo", now).await?;
    tx.finish(()).await
}

/// Removes the actor's photo.
pub async fn forget_photo(
    backend: &Backend,
    actor: &Actor,
    command: CommandId,
    now: Timestamp,
) -> Result<()> {
    let begun = steps::begin::<()>(backend, actor, command, "profile.photo.forget", now).await?;
    let Begun::Fresh(mut tx) = begun else {
        return Ok(());
    };
    sql::clear_photos(tx.conn(), actor.person).await?;
    sql::set_photo_hash(tx.conn(), actor.person, None, now).await?;
    steps::changed(&mut tx, actor.person, "photo", now).await?;
    tx.finish(()).await
}

/// One square of a photo as WebP, if the actor may see that person's profile.
pub async fn photo(
    backend: &Backend,
    actor: &Actor,
    person: PersonId,
    size: u16,
    hash: &str,
) -> Result<Vec<u8>> {
    let mut reader = backend.db.read().await?;
    let (webp, is_mentor) = sql::photo(reader.conn(), person, i64::from(size), hash)
        .await?
        .ok_or(Failure::NotFound)?;
    let visible = super::may_see(reader.conn(), actor, person, is_mentor).await?;
    visible
        .then_some(webp)
        .ok_or_else(|| Failure::NotFound.into())
}

/// The right to decode, unless too many others wait for it.
async fn turn(patience: Duration) -> Result<SemaphorePermit<'static>> {
    match tokio::time::timeout(patience, DECODING.acquire()).await {
        Ok(Ok(permit)) => Ok(permit),
        Ok(Err(_)) | Err(_) => Err(Failure::Unavailable.into()),
    }
}

/// What to say of a file of more than [`PHOTO_MAX_MEGABYTES`].
fn too_big() -> Error {
    Error::field(
        FIELD,
        Problem::FileTooBig {
            max_megabytes: PHOTO_MAX_MEGABYTES,
        },
    )
}

/// The middle square of a picture in every size, upright, as WebP.
fn squares(file: &[u8]) -> Result<Vec<(u16, Vec<u8>)>> {
    let picture = decode(file)?;
    let edge = picture.width().min(picture.height());
    let (x, y) = (
        (picture.width() - edge) / 2,
        // Faces are nearer to the top of an upright picture than to its foot.
        (picture.height() - edge) / 3,
    );
    let square = picture.crop_imm(x, y, edge, edge);
    drop(picture);
    PHOTO_SIZES
        .iter()
        .map(|size| Ok((*size, encode(&square, u32::from(*size))?)))
        .collect()
}

/// Decodes within the limits, makes the picture small and turns it upright.
fn decode(file: &[u8]) -> Result<DynamicImage> {
    let not_a_picture = || Error::field(FIELD, Problem::NotAPicture);
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let known = matches!(
        reader.format(),
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP | ImageFormat::Gif)
    );
    if !known {
        return Err(not_a_picture());
    }
    let mut decoder = reader.into_decoder().map_err(|_| not_a_picture())?;
    let (width, height) = decoder.dimensions();
    let bytes_per_pixel = u64::from(decoder.color_type().bytes_per_pixel());
    let most = u64::from(PHOTO_MAX_MEGAPIXELS).min(PICTURE_BYTES / bytes_per_pixel / 1_000_000);
    if u64::from(width) * u64::from(height) > most * 1_000_000 {
        let max_megapixels = u32::try_from(most).unwrap_or(PHOTO_MAX_MEGAPIXELS);
        return Err(Error::field(
            FIELD,
            Problem::TooManyPixels { max_megapixels },
        ));
    }
    // A damaged orientation is no reason to refuse a good picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = small(DynamicImage::from_decoder(decoder).map_err(|_| not_a_picture())?);
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Turning and cutting copy a picture, so they get a small one.
fn small(picture: DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let edge = width.min(height);
    if edge <= SMALL_EDGE {
        return picture;
    }
    let scaled = |length: u32| {
        let length = u64::from(length) * u64::from(SMALL_EDGE) / u64::from(edge);
        u32::try_from(length).unwrap_or(u32::MAX)
    };
    picture.thumbnail_exact(scaled(width), scaled(height))
}

/// Transparent parts become white, as on a page.
fn encode(square: &DynamicImage, size: u32) -> Result<Vec<u8>> {
    let small = square
        .resize_exact(size, size, FilterType::Lanczos3)
        .to_rgba8();
    let mut rgb = Vec::with_capacity((size * size * 3) as usize);
    for pixel in small.pixels() {
        let [r, g, b, alpha] = pixel.0;
        let over_white = |part: u8| {
            let (part, alpha) = (u16::from(part), u16::from(alpha));
            ((part * alpha + 255 * (255 - alpha)) / 255) as u8
        };
        rgb.extend([over_white(r), over_white(g), over_white(b)]);
    }
    let webp = webp::Encoder::from_rgb(&rgb, size, size)
        .encode_simple(false, QUALITY)
        .map_err(|error| Error::Io(std::io::Error::other(format!("libwebp: {error:?}"))))?;
    Ok(webp.to_vec())
}

/// Changes with the pictures; part of their address, so that a browser may keep them.
fn hash(pictures: &[(u16, Vec<u8>)]) -> String {
    let mut digest = Sha256::new();
    for (_, webp) in pictures {
        digest.update(webp);
    }
    digest
        .finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
#[path = "photo_tests.rs"]
mod tests;
