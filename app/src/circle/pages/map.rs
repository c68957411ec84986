//! The map of a family: stars that touch where help was passed on. For the eye alone; the list beside it says the same.

use crate::ui::{initials, pigment};
use domain::circle::{Cell, MapStar};
use leptos::prelude::*;

/// The star's outline and its octagon, as on the landing page.
const STAR: &str = "M0-50 14.64-35.36H35.36V-14.64L50 0 35.36 14.64V35.36H14.64L0 50-14.64 35.36H-35.36V14.64L-50 0-35.36-14.64V-35.36H-14.64z";
const DISC: &str = "M-13.47-32.53H13.47L32.53-13.47V13.47L13.47 32.53H-13.47L-32.53 13.47V-13.47z";
/// From the centre of a star to a tip between two axes: 35.36, and whole numbers keep the code that writes fractions out.
const CORNER: i64 = 35;
/// Pixels from one star to the next, where there is room.
const PITCH: i64 = 64;

#[component]
pub fn Map(stars: Vec<MapStar>) -> impl IntoView {
    let most = |of: fn(&Cell) -> i64| stars.iter().map(|star| of(&star.cell)).max().unwrap_or(0);
    // The next place is beneath the viewer, beside those whom the viewer helps.
    let next = stars.iter().find(|star| star.is_viewer).map(|own| {
        let row = own.cell.row + 1;
        let taken = stars.iter().filter(|star| star.cell.row >= row);
        let beside = taken.map(|star| star.cell.column + 1).max().unwrap_or(0);
        let column = beside.max(own.cell.column);
        (own.cell, Cell { column, row })
    });
    let columns = most(|cell| cell.column).max(next.map_or(0, |(_, cell)| cell.column)) + 1;
    let rows = most(|cell| cell.row).max(next.map_or(0, |(_, cell)| cell.row)) + 1;
    // An odd number of columns keeps the stars on the lattice behind them, which is centred.
    let width = columns + 1 - columns % 2;
    let links = stars
        .iter()
        .filter_map(|star| Some(link(star.by?, star.cell)))
        .collect_view();
    let figures = stars.into_iter().map(figure).collect_view();
    view! {
        <div class="night night--lattice chain-map" aria-hidden="true">
            <svg
                viewBox=format!("0 0 {} {}", width * 100, rows * 100)
                width=width * PITCH
                height=rows * PITCH
                focusable="false"
            >
                <defs>
                    <path id="k" d=STAR></path>
                    <path id="o" d=DISC></path>
                </defs>
                {figures}
                {next
                    .map(|(own, cell)| {
                        view! {
                            <use href="#k" class="kh__you" transform=format!("{} scale(1.1)", at(own))></use>
                            <g class="kh kh--next" transform=at(cell)>
                                <use href="#k"></use>
                                <path class="kh__plus" d="M-7 0H7M0-7V7"></path>
                            </g>
                        }
                            .into_any()
                    })}
                {links}
            </svg>
        </div>
    }
}

fn figure(star: MapStar) -> AnyView {
    let kind = pigment(star.person).trim_start_matches("pigment-");
    let letters = (!star.name.is_empty()).then(|| initials(&star.name));
    view! {
        <g class=format!("kh kh--{kind}") transform=at(star.cell)>
            <use href="#k"></use>
            <use href="#o" class="kh__disc"></use>
            <text>{letters}</text>
        </g>
    }
    .into_any()
}

/// White dots where two stars touch: one at the tip below, or two with a line where the helped one stands beside.
fn link(by: Cell, cell: Cell) -> AnyView {
    let ((x, y), (to_x, to_y)) = (centre(by), centre(cell));
    if by.column == cell.column {
        return view! { <circle class="chain-map__dot" cx=x cy=y + 50 r="6"></circle> }.into_any();
    }
    let side = if to_x > x { CORNER } else { -CORNER };
    let (x, y, to_x, to_y) = (x + side, y + CORNER, to_x - side, to_y - CORNER);
    view! {
        <path class="chain-map__line" d=format!("M{x} {y}L{to_x} {to_y}")></path>
        <circle class="chain-map__dot" cx=x cy=y r="6"></circle>
        <circle class="chain-map__dot" cx=to_x cy=to_y r="6"></circle>
    }
    .into_any()
}

fn at(cell: Cell) -> String {
    let (x, y) = centre(cell);
    format!("translate({x} {y})")
}

fn centre(cell: Cell) -> (i64, i64) {
    let middle = |number: i64| 50 + 100 * number;
    (middle(cell.column), middle(cell.row))
}
