//! Quotation marks that open a cell and do not close it. A reader of CSV takes everything up to the next quotation mark for
//! the cell, and other people's data with it: such a file is refused, with the row named.

use std::{
    cell::Cell as Shared,
    io::{self, Read},
    rc::Rc,
};

/// A line with an address and so many separators within one cell is no paragraph: it is somebody else's row.
const SEPARATORS_OF_A_ROW: u32 = 5;

#[derive(Clone, Copy, PartialEq)]
enum State {
    CellBegins,
    Plain,
    Quoted,
    /// After a quotation mark within a quoted cell: it ends, or was one of two.
    MayEnd,
}

/// Passes text on until a cell turns out never to have ended; then fails, and tells the row.
pub struct Quotes<R> {
    text: R,
    separator: u8,
    state: State,
    /// From 1, as Excel shows it.
    row: u32,
    /// Of the quoted cell that is open: whether it has several lines, and what its present line holds.
    is_long: bool,
    separators: u32,
    has_address: bool,
    /// The row whose cell never ends, once known.
    endless: Rc<Shared<Option<u32>>>,
}

impl<R: Read> Quotes<R> {
    pub fn new(text: R, separator: u8, endless: Rc<Shared<Option<u32>>>) -> Self {
        Self {
            text,
            separator,
            state: State::CellBegins,
            row: 1,
            is_long: false,
            separators: 0,
            has_address: false,
            endless,
        }
    }

    fn step(&mut self, byte: u8) -> bool {
        let ends_cell = byte == self.separator || byte == b'\n';
        match self.state {
            State::CellBegins if byte == b'"' => {
                self.state = State::Quoted;
                (self.is_long, self.separators, self.has_address) = (false, 0, false);
            }
            State::Quoted => return self.step_quoted(byte),
            State::MayEnd if byte == b'"' => self.state = State::Quoted,
            State::MayEnd if !ends_cell && self.is_long => return false,
            State::MayEnd if ends_cell && self.is_long && self.is_a_row() => return false,
            State::CellBegins | State::MayEnd | State::Plain => {
                if byte == b'\n' {
                    self.row += 1;
                }
                self.state = match ends_cell {
                    true => State::CellBegins,
                    false => State::Plain,
                };
            }
        }
        true
    }

    fn step_quoted(&mut self, byte: u8) -> bool {
        match byte {
            b'"' => self.state = State::MayEnd,
            b'\n' => {
                if self.is_long && self.is_a_row() {
                    return false;
                }
                (self.is_long, self.separators, self.has_address) = (true, 0, false);
            }
            b'@' => self.has_address = true,
            _ if byte == self.separator => self.separators += 1,
            _ => {}
        }
        true
    }

    const fn is_a_row(&self) -> bool {
        self.has_address && self.separators >= SEPARATORS_OF_A_ROW
    }

    fn fail(&self) -> io::Error {
        self.endless.set(Some(self.row));
        io::Error::other("a cell never ends")
    }
}

impl<R: Read> Read for Quotes<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        if count == 0 && !buffer.is_empty() && self.state == State::Quoted {
            return Err(self.fail());
        }
        for byte in &buffer[..count] {
            if !self.step(*byte) {
                return Err(self.fail());
            }
        }
        Ok(count)
    }
}
