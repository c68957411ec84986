//! Where the database names people.

/// What erasing does to the rows that name somebody in one column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They go: they are about this person alone.
    Go,
    /// They stay, under an id that leads to nobody: somebody else needs them, or they only count. Words about the
    /// person are taken out of them.
    Stay,
}

/// One column that names people.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub table: &'static str,
    pub column: &'static str,
    pub fate: Fate,
    /// Columns of the row that the person takes along; none where the row is somebody else's, a secret, or says nothing.
    pub told: &'static [&'static str],
}

const fn goes(table: &'static str, column: &'static str, told: &'static [&'static str]) -> Place {
    Place {
        table,
        column,
        fate: Fate::Go,
        told,
    }
}

const fn stays(table: &'static str, column: &'static str, told: &'static [&'static str]) -> Place {
    Place {
        table,
        column,
        fate: Fate::Stay,
        told,
    }
}

/// Every column that names people, in the order in which rows go. A new one belongs here: say whether its rows go, and
/// what of them the person takes along.
pub const PLACES: &[Place] = &[
    stays(
        "people",
        "id",
        &["email", "email_verified_at", "lang", "theme", "created_at"],
    ),
    goes(
        "profiles",
        "person_id",
        &[
            "given_name",
            "family_name",
            "given_name_ar",
            "family_name_ar",
            "headline",
            "bio",
            "company",
            "phone",
            "country",
            "city",
            "time_zone",
            "federation",
            "years_experience",
            "mentee",
            "mentor",
            "capacity",
            "paused_at",
            "circular",
            "updated_at",
        ],
    ),
    goes("profile_languages", "person_id", &["tongue", "level"]),
    goes("profile_sectors", "person_id", &["sector"]),
    goes("profile_expertise", "person_id", &["side", "expertise"]),
    goes("profile_regions", "person_id", &["region"]),
    // The picture itself lies beside the document.
    goes("photos", "person_id", &["size"]),
    goes(
        "projects",
        "person_id",
        &[
            "title",
            "stage",
            "sector",
            "region",
            "sought",
            "investment_minor",
            "currency",
            "jobs",
            "updated_at",
        ],
    ),
    goes("memberships", "person_id", &["side", "joined_at"]),
    goes(
        "invitations",
        "person_id",
        &["side", "created_at", "sent_at", "accepted_at", "refused_at"],
    ),
    stays("invitations", "by_person", &[]),
    goes("confirmations", "person_id", &["confirmed_at"]),
    stays("confirmations", "confirmed_by", &[]),
    // What the office wrote about the person is told to them; to whoever wrote it, it is the office's.
    goes("office_notes", "person_id", &["text", "created_at"]),
    stays("office_notes", "written_by", &[]),
    goes("office_suggestions", "mentee_id", &["created_at"]),
    goes("office_suggestions", "mentor_id", &[]),
    stays("office_suggestions", "suggested_by", &[]),
    goes("role_grants", "person_id", &["role", "granted_at"]),
    stays("role_grants", "granted_by", &[]),
    goes(
        "sign_ins",
        "person_id",
        &["device", "created_at", "seen_at", "expires_at"],
    ),
    // A secret of the browser.
    goes("known_devices", "person_id", &[]),
    // That somebody agreed, and to what, has to be shown as long as anything is left.
    stays(
        "agreed_texts",
        "person_id",
        &["text", "lang", "version", "agreed_at"],
    ),
    goes(
        "mail_links",
        "person_id",
        &["purpose", "created_at", "expires_at"],
    ),
    goes("passkeys", "person_id", &["name", "created_at", "used_at"]),
    goes("passkey_questions", "person_id", &[]),
    goes("recovery_codes", "person_id", &["created_at", "used_at"]),
    goes(
        "second_step_resets",
        "person_id",
        &["opened_at", "confirmed_at"],
    ),
    stays("second_step_resets", "opened_by", &[]),
    stays("second_step_resets", "confirmed_by", &[]),
    // What the mentor answered is told to both, what the mentee wrote too: it was written to the other.
    stays(
        "requests",
        "mentee_id",
        &[
            "message",
            "state",
            "reason",
            "note",
            "created_at",
            "closed_at",
        ],
    ),
    stays(
        "requests",
        "mentor_id",
        &[
            "message",
            "state",
            "reason",
            "note",
            "created_at",
            "closed_at",
        ],
    ),
    // The office's own decision and words.
    goes("blocked_pairs", "person_a", &[]),
    goes("blocked_pairs", "person_b", &[]),
    stays("blocked_pairs", "by_person", &[]),
    goes("conflicts", "person_id", &["company", "kind", "created_at"]),
    goes("conflicts", "other_id", &[]),
    stays(
        "mentorships",
        "mentee_id",
        &["state", "created_at", "chartered_at", "closed_at"],
    ),
    stays(
        "mentorships",
        "mentor_id",
        &["state", "created_at", "chartered_at", "closed_at"],
    ),
    stays("mentorships", "left_id", &[]),
    stays(
        "charters",
        "written_by",
        &[
            "version",
            "aims",
            "rhythm",
            "months",
            "channel",
            "confidentiality",
            "created_at",
        ],
    ),
    stays(
        "charter_signatures",
        "person_id",
        &["lang", "hash", "signed_at"],
    ),
    stays(
        "pledges",
        "person_id",
        &["form", "amount", "by_day", "made_at"],
    ),
    stays("circle_entries", "person_id", &["kind", "amount", "at"]),
    goes(
        "notices",
        "person_id",
        &["kind", "payload", "created_at", "read_at"],
    ),
    goes("notice_choices", "person_id", &["kind", "mail"]),
    goes("outbox", "person_id", &[]),
    goes("commands", "person_id", &[]),
    // A file of other people, kept for some hours; its bytes go with it.
    goes("checked_files", "person_id", &[]),
    stays("imports", "by_person", &["file_name", "created_at"]),
    stays("events", "actor_id", &[]),
    // What the log knows of the person.
    stays("events", "person_id", &["kind", "at"]),
];

/// Columns that hold addresses, in rows that need not name their person: all rows with the address go.
pub const ADDRESSED: &[(&str, &str)] = &[("mail_links", "email"), ("mail_asks", "email")];
