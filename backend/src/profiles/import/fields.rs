//! Each field of a person out of its cell: what is rejected, what is taken with a warning, what is simply tidied.

use super::{
    draft::Draft,
    labels::Labels,
    languages, names,
    numbers::{self, Read},
    person::{Circular, ImportedPerson, Part},
    week,
};
use crate::accounts::read_address;
use domain::{
    Problem,
    accounts::EmailAddress,
    money::{Currency, Money},
    profiles::{
        Availability, CAPACITY_MAX, CountryCode, ExpertiseCode, FederationCode, ImportAs,
        ImportColumn, ImportWarning, JOBS_MAX, LINE_MAX, NAME_MAX, NEEDS_MAX, OFFERS_MAX,
        PROJECT_MAX_MINOR, Project, RegionCode, RejectReason, SECTORS_MAX, SectorCode,
        SpokenLanguage, Stage, TEXT_MAX, Tongue, YEARS_MAX, phone,
    },
};
use std::sync::LazyLock;

const LANGUAGES_MAX: usize = Tongue::ALL.len();

impl Draft<'_> {
    /// Reads every cell, so that all reasons of a rejected row are told at once. None only after a rejection.
    pub fn person(&mut self) -> Option<ImportedPerson> {
        use ImportColumn::*;
        let email = self.email();
        self.find_missing();
        let country = self.country();
        let sectors = self.sectors();
        let person = ImportedPerson {
            given_name: self.name(GivenName),
            family_name: self.name(FamilyName),
            phone: self.phone(country.as_ref()),
            city: self.line(City, NAME_MAX),
            home_region: self.region(HomeRegion),
            languages: self.languages(),
            offers: self.expertise(Offers, OFFERS_MAX),
            needs: self.expertise(Needs, NEEDS_MAX),
            years: self.count(Years, YEARS_MAX),
            company: self.line(Company, LINE_MAX),
            job_title: self.line(JobTitle, LINE_MAX),
            federation: self.federation(),
            availability: self.availability(),
            time_zone: self.time_zone(country.as_ref()),
            circular: self.circular(),
            enrolled_on: self.date(),
            about: self.paragraph(About, TEXT_MAX),
            part: self.part(sectors.first())?,
            sectors,
            country: country?,
            email: email?,
        };
        Some(person)
    }

    fn part(&mut self, sector: Option<&SectorCode>) -> Option<Part> {
        if self.reader.role == ImportAs::Mentors {
            return self.capacity().map(|capacity| Part::Mentor { capacity });
        }
        let stage = self.stage();
        let title = self.line(ImportColumn::ProjectTitle, LINE_MAX);
        let investment = self.investment();
        let jobs = self.count(ImportColumn::Jobs, JOBS_MAX);
        let region = self.region(ImportColumn::TargetRegion);
        Some(Part::Mentee(Project {
            title,
            stage: stage?,
            sector: sector.cloned(),
            region,
            sought: String::new(),
            investment,
            jobs,
        }))
    }

    fn sectors(&mut self) -> Vec<SectorCode> {
        let column = ImportColumn::Sector;
        self.names(
            column,
            |r| &r.sectors,
            SECTORS_MAX,
            RejectReason::UnknownSector,
        )
    }

    fn expertise(&mut self, column: ImportColumn, max: usize) -> Vec<ExpertiseCode> {
        self.names(
            column,
            |r| &r.expertise,
            max,
            RejectReason::UnknownExpertise,
        )
    }

    /// Never needed, so an unknown one is left out with a warning.
    fn federation(&mut self) -> Option<FederationCode> {
        let column = ImportColumn::Federation;
        self.names(column, |r| &r.federations, 1, RejectReason::ValueMissing)
            .pop()
    }

    fn email(&mut self) -> Option<EmailAddress> {
        match read_address(&self.text(ImportColumn::Email)) {
            Ok(email) => return Some(email),
            Err(Problem::Missing) => self.reject(ImportColumn::Email, RejectReason::EmailMissing),
            Err(_) => self.reject(ImportColumn::Email, RejectReason::EmailMalformed),
        }
        None
    }

    fn find_missing(&mut self) {
        for column in self.reader.role.needed() {
            if *column != ImportColumn::Email && self.is_blank(*column) {
                self.reject(*column, RejectReason::ValueMissing);
            }
        }
    }

    /// A name has letters. "????" and "#N/A" are what is left of one.
    fn name(&mut self, column: ImportColumn) -> String {
        let name = self.line(column, NAME_MAX);
        if !name.is_empty() && !name.chars().any(char::is_alphabetic) {
            self.reject(column, RejectReason::NotAName);
        }
        name
    }

    /// A number as the form of the profile takes it, with the prefix of the person's country, or none: a person can save
    /// what an import wrote. Of two the first is kept.
    fn phone(&mut self, country: Option<&CountryCode>) -> String {
        let column = ImportColumn::Phone;
        let text = self.cleaned(column).text().trim().to_owned();
        let first = text
            .split(['/', ';', ',', '|', '\n'])
            .next()
            .unwrap_or_default();
        if let Ok(whole) = phone(&text, country) {
            return whole;
        }
        match phone(first, country) {
            Ok(taken) if !taken.is_empty() => {
                let warning = ImportWarning::SpellingCorrected {
                    taken: taken.clone(),
                };
                self.warn(column, warning);
                taken
            }
            Err(Problem::NoPrefix) => {
                self.warn(column, ImportWarning::PhonePrefixMissing);
                String::new()
            }
            _ => {
                self.leave_out(column);
                String::new()
            }
        }
    }

    fn country(&mut self) -> Option<CountryCode> {
        let column = ImportColumn::Country;
        if self.is_blank(column) {
            return None;
        }
        let found = self.reader.reference.countries.find(&self.text(column));
        self.decide(column, found, RejectReason::UnknownCountry)
    }

    fn region(&mut self, column: ImportColumn) -> Option<RegionCode> {
        if self.is_blank(column) {
            return None;
        }
        let found = self.reader.reference.region(&self.text(column));
        self.decide(column, found, RejectReason::UnknownRegion)
    }

    fn stage(&mut self) -> Option<Stage> {
        let column = ImportColumn::Stage;
        if self.is_blank(column) {
            return None;
        }
        let found = STAGES.find(&self.text(column));
        self.decide(column, found, RejectReason::UnknownStage)
    }

    fn languages(&mut self) -> Vec<SpokenLanguage> {
        let column = ImportColumn::Languages;
        if self.is_blank(column) {
            return Vec::new();
        }
        let listed = languages::languages(&self.text(column));
        self.listed(column, listed, LANGUAGES_MAX, RejectReason::UnknownLanguage)
    }

    fn availability(&mut self) -> Availability {
        let column = ImportColumn::Availability;
        let (availability, unknown) = week::availability(&self.text(column));
        for value in unknown {
            self.warn(column, ImportWarning::ValueLeftOut { value });
        }
        availability
    }

    fn time_zone(&mut self, country: Option<&CountryCode>) -> Option<String> {
        let column = ImportColumn::TimeZone;
        let text = self.text(column);
        let text = text.trim();
        let zone = jiff::tz::TimeZone::get(text).ok();
        if let Some(name) = zone.as_ref().and_then(|zone| zone.iana_name()) {
            return Some(name.to_owned());
        }
        if !text.is_empty() {
            self.warn(
                column,
                ImportWarning::ValueLeftOut {
                    value: text.to_owned(),
                },
            );
        }
        let default = country.and_then(|country| self.reader.reference.default_zone(country));
        default.map(str::to_owned)
    }

    fn circular(&mut self) -> Option<Circular> {
        let column = ImportColumn::Circular;
        if self.is_blank(column) {
            return None;
        }
        let text = self.text(column);
        let answer = ANSWERS.exact(&text);
        if answer.is_none() {
            self.warn(column, ImportWarning::ValueLeftOut { value: text });
        }
        answer
    }

    fn date(&mut self) -> Option<jiff::civil::Date> {
        let column = ImportColumn::EnrolledOn;
        if self.is_blank(column) {
            return None;
        }
        let cell = self.cleaned(column);
        let date = numbers::date(&cell).or_else(|| numbers::named_date(&cell.text()));
        if date.is_none() {
            // The 31st of February is a slip that somebody can put right; what is no date in our order may be none.
            match numbers::is_impossible(&cell.text()) {
                true => self.reject(column, RejectReason::ImpossibleDate),
                false => self.leave_out(column),
            }
        }
        date
    }

    fn leave_out(&mut self, column: ImportColumn) {
        let value = self.text(column).trim().to_owned();
        self.warn(column, ImportWarning::ValueLeftOut { value });
    }

    fn count(&mut self, column: ImportColumn, max: i64) -> Option<i64> {
        if self.is_blank(column) {
            return None;
        }
        let cell = self.cleaned(column);
        if let Some(count) = numbers::count(&cell, max) {
            return Some(count);
        }
        let text = cell.text();
        if let Some(count) = numbers::worded_count(&text, max) {
            let taken = count.to_string();
            self.warn(column, ImportWarning::SpellingCorrected { taken });
            return Some(count);
        }
        // A number out of bounds is a slip; words where a number may stand are left out.
        match text.chars().any(char::is_alphabetic) {
            true => self.leave_out(column),
            false => self.reject(column, RejectReason::NumberInvalid { max }),
        }
        None
    }

    fn capacity(&mut self) -> Option<i64> {
        let column = ImportColumn::Capacity;
        if self.is_blank(column) {
            return None;
        }
        let taken = match numbers::capacity(&self.cleaned(column)) {
            Some(Read::Plain(number)) if number > 0 => number,
            Some(Read::Likely(taken)) => {
                self.warn(column, ImportWarning::RangeLowered { taken });
                taken
            }
            _ => {
                self.reject(column, RejectReason::CapacityInvalid);
                return None;
            }
        };
        if taken > CAPACITY_MAX {
            self.warn(
                column,
                ImportWarning::CapacityCapped {
                    taken: CAPACITY_MAX,
                },
            );
        }
        Some(taken.min(CAPACITY_MAX))
    }

    fn investment(&mut self) -> Option<Money> {
        let columns = [
            (ImportColumn::InvestmentMad, Currency::Mad),
            (ImportColumn::InvestmentEur, Currency::Eur),
        ];
        let (column, currency) = columns
            .into_iter()
            .find(|(column, _)| !self.is_blank(*column))?;
        let (money, is_likely) = match numbers::amount(&self.cleaned(column), currency) {
            Some(Read::Plain(money)) => (money, false),
            Some(Read::Likely(money)) => (money, true),
            None => (
                Money {
                    minor: -1,
                    currency,
                },
                false,
            ),
        };
        if !(0..=PROJECT_MAX_MINOR).contains(&money.minor) {
            let max = Money {
                minor: PROJECT_MAX_MINOR,
                currency: money.currency,
            };
            self.reject(column, RejectReason::InvestmentInvalid { max });
            return None;
        }
        if is_likely || money.currency != currency {
            self.warn(column, ImportWarning::AmountInterpreted { taken: money });
        }
        Some(money)
    }
}

/// Stages by their names in four languages and by their codes.
static STAGES: LazyLock<Labels<Stage>> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for (code, name) in names::STAGES.entries() {
        if let Some(stage) = Stage::from_code(code) {
            labels.name(name, stage);
            labels.code(code, stage);
        }
    }
    labels
});

static ANSWERS: LazyLock<Labels<Circular>> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for (code, name) in names::ANSWERS.entries() {
        if let Some(answer) = Circular::from_code(code) {
            labels.code(name, answer);
        }
    }
    labels
});
