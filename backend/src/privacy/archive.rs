//! The files that somebody takes along, in one.

use crate::{Error, Result};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A ZIP file of these. Texts are made small; a picture is already.
pub fn archive(files: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let method = match name.ends_with(".webp") {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).map_err(zip_error)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish().map_err(zip_error)?.into_inner())
}

fn zip_error(error: zip::result::ZipError) -> Error {
    Error::Io(error.into())
}
