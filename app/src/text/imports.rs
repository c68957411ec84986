//! What an import says about a file, its rows and cells.

use super::{Lang, amount, errors, grouped, import};
use domain::profiles::{
    CellNote, DuplicateRow, FileEncoding, FileProblem, FileTold, ImportColumn, ImportWarning,
    RejectReason,
};

/// A column's name; a file may have it as its heading.
pub fn column(lang: Lang, column: ImportColumn) -> &'static str {
    match column {
        ImportColumn::GivenName => import::column_given_name(lang),
        ImportColumn::FamilyName => import::column_family_name(lang),
        ImportColumn::Email => import::column_email(lang),
        ImportColumn::Phone => import::column_phone(lang),
        ImportColumn::Country => import::column_country(lang),
        ImportColumn::City => import::column_city(lang),
        ImportColumn::HomeRegion => import::column_home_region(lang),
        ImportColumn::Sector => import::column_sector(lang),
        ImportColumn::Languages => import::column_languages(lang),
        ImportColumn::Offers => import::column_offers(lang),
        ImportColumn::Needs => import::column_needs(lang),
        ImportColumn::Years => import::column_years(lang),
        ImportColumn::Capacity => import::column_capacity(lang),
        ImportColumn::Company => import::column_company(lang),
        ImportColumn::JobTitle => import::column_job_title(lang),
        ImportColumn::Federation => import::column_federation(lang),
        ImportColumn::Availability => import::column_availability(lang),
        ImportColumn::TimeZone => import::column_time_zone(lang),
        ImportColumn::Circular => import::column_circular(lang),
        ImportColumn::EnrolledOn => import::column_enrolled_on(lang),
        ImportColumn::About => import::column_about(lang),
        ImportColumn::ProjectTitle => import::column_project_title(lang),
        ImportColumn::Stage => import::column_stage(lang),
        ImportColumn::InvestmentMad => import::column_investment_mad(lang),
        ImportColumn::InvestmentEur => import::column_investment_eur(lang),
        ImportColumn::Jobs => import::column_jobs(lang),
        ImportColumn::TargetRegion => import::column_target_region(lang),
        ImportColumn::RejectedBecause => import::column_rejected_because(lang),
    }
}

/// Why a row is not taken, and what to do.
pub fn reason(lang: Lang, reason: &RejectReason) -> String {
    match reason {
        RejectReason::TooFewColumns { found, expected } => {
            import::reason_too_few_columns(lang, found, expected)
        }
        RejectReason::TooManyColumns { found, expected } => {
            import::reason_too_many_columns(lang, found, expected)
        }
        RejectReason::EmailMissing => import::reason_email_missing(lang).into(),
        RejectReason::EmailMalformed => errors::not_an_email(lang).into(),
        RejectReason::ValueMissing => import::reason_value_missing(lang).into(),
        RejectReason::UnknownRegion => import::reason_unknown_region(lang).into(),
        RejectReason::UnknownCountry => import::reason_unknown_country(lang).into(),
        RejectReason::UnknownSector => import::reason_unknown_sector(lang).into(),
        RejectReason::UnknownLanguage => import::reason_unknown_language(lang).into(),
        RejectReason::UnknownExpertise => import::reason_unknown_expertise(lang).into(),
        RejectReason::UnknownStage => import::reason_unknown_stage(lang).into(),
        RejectReason::ImpossibleDate => import::reason_impossible_date(lang).into(),
        RejectReason::CapacityInvalid => import::reason_capacity_invalid(lang).into(),
        RejectReason::InvestmentInvalid { max } => {
            import::reason_investment_invalid(lang, amount(lang, *max))
        }
        RejectReason::NumberInvalid { max } => {
            import::reason_number_invalid(lang, grouped(lang, *max))
        }
        RejectReason::TextTooLong { max } => errors::too_long(lang, u64::from(*max)),
        RejectReason::AccountClosed => import::reason_account_closed(lang).into(),
        RejectReason::NotAName => import::reason_not_a_name(lang).into(),
    }
}

/// What was decided on a row that is taken.
pub fn warning(lang: Lang, warning: &ImportWarning) -> String {
    match warning {
        ImportWarning::SpellingCorrected { taken } => {
            import::warning_spelling_corrected(lang, taken)
        }
        ImportWarning::RangeLowered { taken } => import::warning_range_lowered(lang, taken),
        ImportWarning::CapacityCapped { taken } => import::warning_capacity_capped(lang, taken),
        ImportWarning::FormulaAsText => import::warning_formula_as_text(lang).into(),
        ImportWarning::ValueLeftOut { value } => import::warning_value_left_out(lang, value),
        ImportWarning::ListShortened { kept } => import::warning_list_shortened(lang, kept),
        ImportWarning::AmountInterpreted { taken } => {
            import::warning_amount_interpreted(lang, amount(lang, *taken))
        }
        ImportWarning::DamagedText => import::warning_damaged_text(lang).into(),
        ImportWarning::PhonePrefixMissing => import::warning_phone_prefix_missing(lang).into(),
        ImportWarning::AskedFirst => import::warning_asked_first(lang).into(),
    }
}

/// The cell that a note is about: its heading, and what stands there.
pub fn cell<T>(lang: Lang, note: &CellNote<T>) -> String {
    match (note.heading.as_str(), note.value.trim()) {
        ("", value) => value.to_owned(),
        (heading, "") => heading.to_owned(),
        (heading, value) => import::note(lang, heading, value),
    }
}

pub fn duplicate(lang: Lang, duplicate: &DuplicateRow) -> String {
    match duplicate.first {
        Some(row) => import::same_as_row(lang, row),
        None => import::already_there(lang).into(),
    }
}

/// Why a whole file is not taken, and what to do.
pub fn file_problem(lang: Lang, problem: &FileProblem) -> String {
    match problem {
        FileProblem::NotATable => errors::not_a_table(lang).into(),
        FileProblem::OldOrLockedExcel => import::file_old_or_locked_excel(lang).into(),
        FileProblem::OtherFormat => import::file_other_format(lang).into(),
        FileProblem::Unreadable => import::file_unreadable(lang).into(),
        FileProblem::TooLarge => import::file_too_large(lang).into(),
        FileProblem::EndlessCell { row } => import::file_endless_cell(lang, row),
        FileProblem::NoHeadings => import::file_no_headings(lang).into(),
        FileProblem::MissingColumns(columns) => {
            let separator = if lang == Lang::Ar { "، " } else { ", " };
            let names: Vec<&str> = columns.iter().map(|known| column(lang, *known)).collect();
            import::file_missing_columns(lang, names.join(separator))
        }
    }
}

/// How a file was read, where that is worth saying: its encoding, its sheet, where its headings stand.
pub fn told(lang: Lang, told: &FileTold) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(encoding) = told.encoding {
        lines.push(import::told_encoding(lang, self::encoding(lang, encoding)));
    }
    if !told.other_sheets.is_empty() {
        let separator = if lang == Lang::Ar { "، " } else { ", " };
        let others = told.other_sheets.join(separator);
        lines.push(import::told_sheet(lang, &told.sheet, others));
    }
    if told.headings_row > 1 {
        lines.push(import::told_headings(lang, told.headings_row));
    }
    lines
}

/// The name of an encoding.
pub fn encoding(lang: Lang, encoding: FileEncoding) -> &'static str {
    match encoding {
        FileEncoding::Utf8 => import::encoding_utf8(lang),
        FileEncoding::Utf16 => import::encoding_utf16(lang),
        FileEncoding::Windows1252 => import::encoding_windows_1252(lang),
        FileEncoding::Windows1256 => import::encoding_windows_1256(lang),
    }
}

/// All reasons of a row in one line, each after its heading.
pub fn reasons(lang: Lang, notes: &[CellNote<RejectReason>]) -> String {
    let sentences: Vec<String> = notes
        .iter()
        .map(|note| {
            let sentence = reason(lang, &note.what);
            if note.heading.is_empty() {
                sentence
            } else {
                import::note(lang, &note.heading, sentence)
            }
        })
        .collect();
    sentences.join(" ")
}

/// The words of a file of rejected rows.
#[cfg(feature = "ssr")]
pub struct InLanguage(pub Lang);

#[cfg(feature = "ssr")]
impl backend::profiles::import::Wording for InLanguage {
    fn heading(&self) -> String {
        column(self.0, ImportColumn::RejectedBecause).to_owned()
    }

    fn reasons(&self, notes: &[CellNote<RejectReason>]) -> String {
        reasons(self.0, notes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::{Currency, Money};

    #[test]
    fn all_reasons_of_a_row_are_one_line() {
        let max = Money {
            minor: 1_000_000_000_000,
            currency: Currency::Mad,
        };
        let notes = [
            CellNote::new(
                "Investissement",
                "-1",
                RejectReason::InvestmentInvalid { max },
            ),
            CellNote::new(
                "",
                "x",
                RejectReason::TooFewColumns {
                    found: 4,
                    expected: 20,
                },
            ),
        ];
        assert_eq!(
            reasons(Lang::Fr, &notes),
            "Investissement\u{a0}: Écrivez un montant de 0 à 10\u{a0}000\u{a0}000\u{a0}000\u{a0}MAD. \
             La ligne s’arrête trop tôt\u{a0}: 4 cellules sur 20. Complétez-la."
        );
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn every_column_s_name_is_a_heading_the_import_knows() {
        for lang in Lang::ALL {
            for known in ImportColumn::ALL {
                let name = column(lang, known);
                assert_eq!(
                    backend::profiles::import::column_of(name),
                    Some(known),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn missing_columns_are_named_in_the_reader_s_language() {
        let problem = FileProblem::MissingColumns(vec![ImportColumn::Needs, ImportColumn::Stage]);
        assert_eq!(
            file_problem(Lang::De, &problem),
            "Es fehlen Spalten: Bedarf, Projektphase."
        );
    }
}
