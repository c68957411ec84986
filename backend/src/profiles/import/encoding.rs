//! Text of unknown encoding as UTF-8 with plain line feeds.
//!
//! Spreadsheets write UTF-8 (with or without a byte order mark), UTF-16 or Windows-1252, and say which only by a
//! mark, if at all. So the whole file is looked at once before it is read.

use super::table::Source;
use domain::profiles::FileEncoding;
use encoding_rs::{
    CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256,
};
use std::io::{self, Read, SeekFrom};

const CHUNK: usize = 64 * 1024;

/// Tells the encoding and goes back to the beginning. None when the bytes are no text.
pub fn detect(source: &mut dyn Source) -> io::Result<Option<&'static Encoding>> {
    let mut census = Census::default();
    let mut chunk = vec![0; CHUNK];
    let mut marked = None;
    let mut is_first = true;
    loop {
        let count = source.read(&mut chunk)?;
        if is_first {
            marked = Encoding::for_bom(&chunk[..count]).map(|(encoding, _)| encoding);
            is_first = false;
        }
        if count == 0 || marked.is_some() {
            break;
        }
        census.take(&chunk[..count]);
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(marked.or_else(|| census.verdict()))
}

/// Counts what tells encodings apart.
#[derive(Default)]
struct Census {
    bytes: u64,
    /// NUL bytes at even and at odd offsets: the high halves of Latin letters in UTF-16.
    nul: [u64; 2],
    /// Complete UTF-8 sequences of two bytes or more.
    sequences: u64,
    /// Bytes that cannot be UTF-8.
    strays: u64,
    /// Continuation bytes that the current sequence still needs.
    pending: u8,
    /// Bytes beyond ASCII, and those of them in a run of three or more: words in another script, where an accent in
    /// French stands alone.
    high: u64,
    in_runs: u64,
    run: u64,
}

impl Census {
    fn take(&mut self, chunk: &[u8]) {
        for &byte in chunk {
            if byte == 0 {
                self.nul[(self.bytes % 2) as usize] += 1;
            }
            self.bytes += 1;
            self.count_run(byte);
            self.step(byte);
        }
    }

    fn count_run(&mut self, byte: u8) {
        if byte < 0x80 {
            self.run = 0;
            return;
        }
        self.high += 1;
        self.run += 1;
        self.in_runs += match self.run {
            0..=2 => 0,
            3 => 3,
            _ => 1,
        };
    }

    fn step(&mut self, byte: u8) {
        if self.pending > 0 && (0x80..0xc0).contains(&byte) {
            self.pending -= 1;
            self.sequences += u64::from(self.pending == 0);
            return;
        }
        self.strays += u64::from(self.pending > 0);
        self.pending = match byte {
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => 0,
        };
        self.strays += u64::from(byte >= 0x80 && self.pending == 0);
    }

    fn verdict(&self) -> Option<&'static Encoding> {
        let nuls = self.nul[0] + self.nul[1];
        if nuls * 5 > self.bytes {
            return Some(if self.nul[0] > self.nul[1] {
                UTF_16BE
            } else {
                UTF_16LE
            });
        }
        // Text has no NUL: this is a binary file.
        if nuls > 0 {
            return None;
        }
        // A few damaged characters do not turn a UTF-8 file into a Windows-1252 file full of "Ã©".
        Some(if self.strays > self.sequences {
            if self.in_runs * 2 > self.high {
                return Some(WINDOWS_1256);
            }
            WINDOWS_1252
        } else {
            UTF_8
        })
    }
}

/// How the encoding is named in a report.
pub fn told(encoding: &'static Encoding) -> Option<FileEncoding> {
    let known = [
        (UTF_8, FileEncoding::Utf8),
        (UTF_16LE, FileEncoding::Utf16),
        (UTF_16BE, FileEncoding::Utf16),
        (WINDOWS_1252, FileEncoding::Windows1252),
        (WINDOWS_1256, FileEncoding::Windows1256),
    ];
    known
        .into_iter()
        .find(|(one, _)| *one == encoding)
        .map(|(_, told)| told)
}

/// The one that was chosen; of the two of UTF-16 the one that was found, or that of Windows.
pub fn chosen(wanted: FileEncoding, found: Option<&'static Encoding>) -> &'static Encoding {
    match wanted {
        FileEncoding::Utf8 => UTF_8,
        FileEncoding::Utf16 => found.filter(|found| *found == UTF_16BE).unwrap_or(UTF_16LE),
        FileEncoding::Windows1252 => WINDOWS_1252,
        FileEncoding::Windows1256 => WINDOWS_1256,
    }
}

/// Decodes while it reads. What cannot be decoded becomes U+FFFD; every line end becomes one line feed.
pub struct Utf8Reader<'a> {
    source: &'a mut dyn Source,
    decoder: Decoder,
    input: Vec<u8>,
    /// `input[taken..filled]` waits to be decoded.
    taken: usize,
    filled: usize,
    is_at_end: bool,
    /// The decoder has given its last: it must not be asked again.
    is_done: bool,
    output: Vec<u8>,
    given: usize,
    after_return: bool,

    bytes_read: u64,
}

impl<'a> Utf8Reader<'a> {
    pub fn new(source: &'a mut dyn Source, encoding: &'static Encoding) -> Self {
        Self {
            source,
            decoder: encoding.new_decoder_with_bom_removal(),
            input: vec![0; CHUNK],
            taken: 0,
            filled: 0,
            is_at_end: false,
            is_done: false,
            output: Vec::with_capacity(CHUNK),
            given: 0,
            after_return: false,
            bytes_read: 0,
        }
    }

    /// How much of the source was read.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.taken == self.filled && !self.is_at_end {
            self.filled = self.source.read(&mut self.input)?;
            self.taken = 0;
            self.bytes_read += self.filled as u64;
            self.is_at_end = self.filled == 0;
        }
        let mut decoded = [0; 16 * 1024];
        let (result, read, written, _) = self.decoder.decode_to_utf8(
            &self.input[self.taken..self.filled],
            &mut decoded,
            self.is_at_end,
        );
        self.taken += read;
        self.is_done = self.is_at_end && result == CoderResult::InputEmpty;
        self.output.clear();
        self.given = 0;
        for &byte in &decoded[..written] {
            match byte {
                b'\n' if self.after_return => {}
                b'\r' => self.output.push(b'\n'),
                _ => self.output.push(byte),
            }
            self.after_return = byte == b'\r';
        }
        Ok(())
    }
}

impl Read for Utf8Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() {
            if self.is_done {
                return Ok(0);
            }
            self.fill()?;
        }
        let count = buffer.len().min(self.output.len() - self.given);
        buffer[..count].copy_from_slice(&self.output[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
