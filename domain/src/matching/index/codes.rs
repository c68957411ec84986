//! Codes as small numbers, and sets of them as bits: one row of a table per mentor.

use std::collections::HashMap;
use std::hash::Hash;

/// A set of codes for each mentor. Rows are as wide as the codes seen so far need, so that no number of codes is too
/// many; a code once seen keeps its bit.
#[derive(Clone, Debug)]
pub(super) struct CodeTable<Code> {
    bits: HashMap<Code, usize>,
    /// Words of 64 bits in a row.
    width: usize,
    words: Vec<u64>,
}

/// Some codes to look for, as wide as the rows.
#[derive(Clone, Debug)]
pub(super) struct CodeMask(Vec<u64>);

impl<Code: Clone + Eq + Hash> CodeTable<Code> {
    pub fn push(&mut self, codes: &[Code]) {
        let row = self.words.len() / self.width;
        self.words.resize(self.words.len() + self.width, 0);
        self.fill(row, codes);
    }

    pub fn replace(&mut self, row: usize, codes: &[Code]) {
        let start = row * self.width;
        self.words[start..start + self.width].fill(0);
        self.fill(row, codes);
    }

    /// Takes a row away; the last one moves to its place.
    pub fn swap_remove(&mut self, row: usize) {
        let last = self.words.len() - self.width;
        self.words.copy_within(last.., row * self.width);
        self.words.truncate(last);
    }

    /// The codes seen so far that `wanted` picks.
    pub fn mask(&self, wanted: impl Fn(&Code) -> bool) -> CodeMask {
        let mut mask = vec![0; self.width];
        for (_, bit) in self.bits.iter().filter(|(code, _)| wanted(code)) {
            mask[bit / 64] |= 1 << (bit % 64);
        }
        CodeMask(mask)
    }

    /// Whether the row has any of the mask's codes.
    pub fn has_any(&self, row: usize, mask: &CodeMask) -> bool {
        let start = row * self.width;
        let words = &self.words[start..start + self.width];
        words
            .iter()
            .zip(&mask.0)
            .any(|(word, wanted)| word & wanted != 0)
    }

    fn fill(&mut self, row: usize, codes: &[Code]) {
        for code in codes {
            let next = self.bits.len();
            let bit = *self.bits.entry(code.clone()).or_insert(next);
            if bit / 64 >= self.width {
                self.widen();
            }
            self.words[row * self.width + bit / 64] |= 1 << (bit % 64);
        }
    }

    /// One more word in each row. Rare: once every 64 new codes.
    fn widen(&mut self) {
        let mut wider = Vec::with_capacity(self.words.len() / self.width * (self.width + 1));
        for row in self.words.chunks_exact(self.width) {
            wider.extend_from_slice(row);
            wider.push(0);
        }
        self.words = wider;
        self.width += 1;
    }
}

impl<Code> Default for CodeTable<Code> {
    fn default() -> Self {
        Self {
            bits: HashMap::new(),
            width: 1,
            words: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(table: &CodeTable<u32>, row: usize, code: u32) -> bool {
        table.has_any(row, &table.mask(|it| *it == code))
    }

    #[test]
    fn rows_grow_past_sixty_four_codes_without_losing_any() {
        let mut table = CodeTable::default();
        table.push(&[1, 2]);
        table.push(&(0..200).collect::<Vec<u32>>());
        assert!(has(&table, 0, 2) && !has(&table, 0, 3) && !has(&table, 0, 150));
        assert!((0..200).all(|code| has(&table, 1, code)));
        assert!(!has(&table, 1, 200));
    }

    #[test]
    fn the_last_row_moves_into_a_gap() {
        let mut table = CodeTable::default();
        table.push(&[1]);
        table.push(&[2]);
        table.push(&[3]);
        table.swap_remove(0);
        assert!(has(&table, 0, 3) && !has(&table, 0, 1) && has(&table, 1, 2));
        table.swap_remove(1);
        table.replace(0, &[4]);
        assert!(has(&table, 0, 4) && !has(&table, 0, 3));
    }
}
