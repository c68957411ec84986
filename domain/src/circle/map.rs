//! Where the stars of a family stand on the map: one row for each generation, whoever was helped first beneath the
//! one who helped, the others beside, so that stars touch where help was passed on.

use crate::PersonId;
use serde::{Deserialize, Serialize};

/// More columns than this cannot be told apart on a phone: then there is no map, only the list.
pub const MAP_COLUMNS: i64 = 9;

/// Somebody to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kin {
    pub row: i64,
    /// Who helped them: the index of somebody earlier in the list.
    pub by: Option<usize>,
}

/// A cell of the map, both from 0; the top row is the oldest generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    pub column: i64,
    pub row: i64,
}

/// One star of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MapStar {
    /// Nil and without a name for somebody whom the viewer may not know.
    pub person: PersonId,
    pub name: String,
    pub is_viewer: bool,
    pub cell: Cell,
    /// The cell of who helped them.
    pub by: Option<Cell>,
}

/// The cell of everybody, in the order given: each person right after all those that an earlier one of the same
/// helper led to.
pub fn cells(family: &[Kin]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(family.len());
    let top = family.iter().map(|kin| kin.row).min().unwrap_or(0);
    for (place, kin) in family.iter().enumerate() {
        let row = kin.row - top;
        let is_first = kin
            .by
            .is_some_and(|by| family[..place].iter().all(|other| other.by != Some(by)));
        // Nothing of this row or below stands right of the helper when their first star is placed.
        let beneath = kin
            .by
            .filter(|_| is_first)
            .and_then(|by| cells.get(by))
            .map(|cell| cell.column);
        let beside = cells
            .iter()
            .filter(|cell| cell.row >= row)
            .map(|cell| cell.column + 1)
            .max()
            .unwrap_or(0);
        let column = beneath.map_or(beside, |column| column.max(beside));
        cells.push(Cell { column, row });
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(family: &[(i64, Option<usize>)]) -> Vec<(i64, i64)> {
        let kin: Vec<Kin> = family
            .iter()
            .map(|(row, by)| Kin { row: *row, by: *by })
            .collect();
        cells(&kin)
            .into_iter()
            .map(|cell| (cell.column, cell.row))
            .collect()
    }

    #[test]
    fn a_line_runs_straight_down() {
        assert_eq!(
            placed(&[(-2, None), (-1, Some(0)), (0, Some(1))]),
            [(0, 0), (0, 1), (0, 2)]
        );
    }

    #[test]
    fn others_stand_beside_and_no_two_share_a_cell() {
        // A helped B and C; B helped D and E; C helped F; G began another line.
        let family = [
            (0, None),
            (1, Some(0)),
            (2, Some(1)),
            (2, Some(1)),
            (1, Some(0)),
            (2, Some(4)),
            (0, None),
        ];
        let all = placed(&family);
        assert_eq!(
            all,
            [(0, 0), (0, 1), (0, 2), (1, 2), (2, 1), (2, 2), (3, 0)]
        );
        let mut cells = all.clone();
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), all.len());
    }
}
