//! What coded things of a profile are called.

use crate::text::{Lang, profiles};
use domain::profiles::{DayPart, Level, ProfileStep, ReferenceKind, Stage, Tongue, Weekday, Worth};

pub fn tongue_name(lang: Lang, tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Arabic => profiles::tongue_ar(lang),
        Tongue::Amazigh => profiles::tongue_zgh(lang),
        Tongue::French => profiles::tongue_fr(lang),
        Tongue::English => profiles::tongue_en(lang),
        Tongue::German => profiles::tongue_de(lang),
        Tongue::Spanish => profiles::tongue_es(lang),
        Tongue::Italian => profiles::tongue_it(lang),
        Tongue::Dutch => profiles::tongue_nl(lang),
        Tongue::Portuguese => profiles::tongue_pt(lang),
        Tongue::Turkish => profiles::tongue_tr(lang),
        Tongue::Swedish => profiles::tongue_sv(lang),
        Tongue::Danish => profiles::tongue_da(lang),
        Tongue::Norwegian => profiles::tongue_no(lang),
    }
}

pub fn level_name(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Basic => profiles::level_basic(lang),
        Level::Working => profiles::level_working(lang),
        Level::Fluent => profiles::level_fluent(lang),
        Level::Native => profiles::level_native(lang),
    }
}

pub fn stage_name(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Idea => profiles::stage_idea(lang),
        Stage::Creation => profiles::stage_creation(lang),
        Stage::Launch => profiles::stage_launch(lang),
        Stage::Growth => profiles::stage_growth(lang),
        Stage::Expansion => profiles::stage_expansion(lang),
    }
}

pub fn step_name(lang: Lang, step: ProfileStep) -> &'static str {
    match step {
        ProfileStep::Who => profiles::step_who(lang),
        ProfileStep::Place => profiles::step_place(lang),
        ProfileStep::Project => profiles::step_project(lang),
        ProfileStep::Offer => profiles::step_offer(lang),
        ProfileStep::Ties => profiles::step_ties(lang),
        ProfileStep::Time => profiles::step_time(lang),
        ProfileStep::Photo => profiles::photo(lang),
    }
}

/// Above the usual free time: by the clock of which place it is meant.
pub fn slots_name(lang: Lang, city: &str) -> String {
    match city {
        "" => profiles::slots_own(lang).to_owned(),
        city => profiles::slots(lang, city),
    }
}

pub fn weekday_name(lang: Lang, day: Weekday) -> &'static str {
    use crate::text::calendar;
    match day {
        Weekday::Monday => calendar::monday(lang),
        Weekday::Tuesday => calendar::tuesday(lang),
        Weekday::Wednesday => calendar::wednesday(lang),
        Weekday::Thursday => calendar::thursday(lang),
        Weekday::Friday => calendar::friday(lang),
        Weekday::Saturday => calendar::saturday(lang),
        Weekday::Sunday => calendar::sunday(lang),
    }
}

pub fn part_name(lang: Lang, part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => profiles::part_morning(lang),
        DayPart::Midday => profiles::part_midday(lang),
        DayPart::Afternoon => profiles::part_afternoon(lang),
        DayPart::Evening => profiles::part_evening(lang),
    }
}

/// The next useful thing to add, as an invitation.
pub fn worth_name(lang: Lang, worth: Worth) -> &'static str {
    match worth {
        Worth::Sides => profiles::worth_sides(lang),
        Worth::Name => profiles::worth_name(lang),
        Worth::Project => profiles::worth_project(lang),
        Worth::Needs => profiles::worth_needs(lang),
        Worth::Offers => profiles::worth_offers(lang),
        Worth::Languages => profiles::worth_languages(lang),
        Worth::Place => profiles::worth_place(lang),
        Worth::Sectors => profiles::worth_sectors(lang),
        Worth::TargetRegion => profiles::worth_target_region(lang),
        Worth::Hours => profiles::worth_hours(lang),
        Worth::Regions => profiles::worth_regions(lang),
        Worth::Headline => profiles::worth_headline(lang),
        Worth::Years => profiles::worth_years(lang),
        Worth::Investment => profiles::worth_investment(lang),
        Worth::Photo => profiles::worth_photo(lang),
        Worth::Bio => profiles::worth_bio(lang),
    }
}

pub fn kind_name(lang: Lang, kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Country => profiles::kind_country(lang),
        ReferenceKind::Region => profiles::kind_region(lang),
        ReferenceKind::Sector => profiles::kind_sector(lang),
        ReferenceKind::ExpertiseFamily => profiles::kind_family(lang),
        ReferenceKind::Expertise => profiles::kind_expertise(lang),
        ReferenceKind::Federation => profiles::kind_federation(lang),
    }
}
