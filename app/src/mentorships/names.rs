//! What the coded terms of a charter are called.

use crate::text::mentorships as t;
use domain::{
    Lang,
    mentorships::{Channel, Confidentiality, Rhythm},
};

pub fn rhythm(lang: Lang, rhythm: Rhythm) -> &'static str {
    match rhythm {
        Rhythm::Weekly => t::weekly(lang),
        Rhythm::Fortnightly => t::fortnightly(lang),
        Rhythm::Monthly => t::monthly(lang),
    }
}

pub fn channel(lang: Lang, channel: Channel) -> &'static str {
    match channel {
        Channel::Video => t::video(lang),
        Channel::Phone => t::by_phone(lang),
        Channel::InPerson => t::in_person(lang),
        Channel::Mixed => t::mixed(lang),
    }
}

pub fn confidentiality(lang: Lang, confidentiality: Confidentiality) -> &'static str {
    match confidentiality {
        Confidentiality::BetweenUs => t::between_us(lang),
        Confidentiality::ByAgreement => t::by_agreement(lang),
    }
}
