//! What tables and columns are called in the readable copy of somebody's data.

use crate::text::{Lang, privacy as t};

type Message = fn(Lang) -> &'static str;

const TABLES: &[(&str, Message)] = &[
    ("people", t::table_people),
    ("profiles", t::table_profiles),
    ("profile_languages", t::table_profile_languages),
    ("profile_sectors", t::table_profile_sectors),
    ("profile_expertise", t::table_profile_expertise),
    ("profile_regions", t::table_profile_regions),
    ("photos", t::table_photos),
    ("projects", t::table_projects),
    ("memberships", t::table_memberships),
    ("invitations", t::table_invitations),
    ("confirmations", t::table_confirmations),
    ("office_notes", t::table_office_notes),
    ("office_suggestions", t::table_office_suggestions),
    ("role_grants", t::table_role_grants),
    ("sign_ins", t::table_sign_ins),
    ("agreed_texts", t::table_agreements),
    ("mail_links", t::table_mail_links),
    ("passkeys", t::table_passkeys),
    ("recovery_codes", t::table_recovery_codes),
    ("second_step_resets", t::table_second_step_resets),
    ("requests", t::table_requests),
    ("conflicts", t::table_conflicts),
    ("mentorships", t::table_mentorships),
    ("charters", t::table_charters),
    ("charter_signatures", t::table_charter_signatures),
    ("pledges", t::table_pledges),
    ("circle_entries", t::table_circle_entries),
    ("notices", t::table_notices),
    ("notice_choices", t::table_notice_choices),
    ("imports", t::table_imports),
    ("events", t::table_events),
];

const COLUMNS: &[(&str, Message)] = &[
    ("email", t::column_email),
    ("email_verified_at", t::column_email_verified_at),
    ("agreed_at", t::column_agreed_at),
    ("lang", t::column_lang),
    ("theme", t::column_theme),
    ("created_at", t::column_created_at),
    ("given_name", t::column_given_name),
    ("family_name", t::column_family_name),
    ("given_name_ar", t::column_given_name_ar),
    ("family_name_ar", t::column_family_name_ar),
    ("headline", t::column_headline),
    ("bio", t::column_bio),
    ("company", t::column_company),
    ("phone", t::column_phone),
    ("country", t::column_country),
    ("city", t::column_city),
    ("time_zone", t::column_time_zone),
    ("federation", t::column_federation),
    ("years_experience", t::column_years_experience),
    ("mentee", t::column_mentee),
    ("mentor", t::column_mentor),
    ("capacity", t::column_capacity),
    ("paused_at", t::column_paused_at),
    ("circular", t::column_circular),
    ("updated_at", t::column_updated_at),
    ("tongue", t::column_tongue),
    ("level", t::column_level),
    ("sector", t::column_sector),
    ("side", t::column_side),
    ("expertise", t::column_expertise),
    ("region", t::column_region),
    ("size", t::column_size),
    ("title", t::column_title),
    ("stage", t::column_stage),
    ("sought", t::column_sought),
    ("investment_minor", t::column_investment_minor),
    ("currency", t::column_currency),
    ("jobs", t::column_jobs),
    ("joined_at", t::column_joined_at),
    ("sent_at", t::column_sent_at),
    ("accepted_at", t::column_accepted_at),
    ("refused_at", t::column_refused_at),
    ("role", t::column_role),
    ("granted_at", t::column_granted_at),
    ("device", t::column_device),
    ("seen_at", t::column_seen_at),
    ("expires_at", t::column_expires_at),
    ("purpose", t::column_purpose),
    ("message", t::column_message),
    ("state", t::column_state),
    ("reason", t::column_reason),
    ("note", t::column_note),
    ("closed_at", t::column_closed_at),
    ("kind", t::column_kind),
    ("chartered_at", t::column_chartered_at),
    ("version", t::column_version),
    ("aims", t::column_aims),
    ("rhythm", t::column_rhythm),
    ("months", t::column_months),
    ("channel", t::column_channel),
    ("confidentiality", t::column_confidentiality),
    ("hash", t::column_hash),
    ("confirmed_at", t::column_confirmed_at),
    ("text", t::column_text),
    ("signed_at", t::column_signed_at),
    ("form", t::column_form),
    ("amount", t::column_amount),
    ("by_day", t::column_by_day),
    ("made_at", t::column_made_at),
    ("payload", t::column_payload),
    ("read_at", t::column_read_at),
    ("mail", t::column_mail),
    ("file_name", t::column_file_name),
    ("at", t::column_at),
    ("name", t::column_name),
    ("used_at", t::column_used_at),
    ("opened_at", t::column_opened_at),
];

/// A table's name for people; its own where nobody gave it one.
pub fn table(lang: Lang, name: &'static str) -> &'static str {
    called(TABLES, lang, name)
}

pub fn column(lang: Lang, name: &'static str) -> &'static str {
    called(COLUMNS, lang, name)
}

/// Does it have a name for people?
#[cfg(test)]
pub fn is_named(column: &str) -> bool {
    COLUMNS.iter().any(|(own, _)| *own == column)
}

fn called(list: &[(&str, Message)], lang: Lang, name: &'static str) -> &'static str {
    let found = list.iter().find(|(own, _)| *own == name);
    found.map_or(name, |(_, message)| message(lang))
}
