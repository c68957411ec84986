//! The photo, last of the steps and a form of its own, since it carries a file. Its one button keeps what was chosen and
//! goes on, so that no photo is lost by going on; with script a photo is sent as soon as it is chosen.

use super::{Seen, seen};
use crate::{
    profiles::{AFTER_STEPS, PHOTO_ACTION},
    text::profiles,
    ui::{FileField, FileForm, path, use_lang},
};
use domain::profiles::{PHOTO_MAX_MEGABYTES, Profile, photo_path};
use leptos::prelude::*;

#[component]
pub fn PhotoForm(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let has_one = profile.photo.is_some();
    let photo = profile.photo.map(|hash| {
        let src = photo_path(profile.person, &hash, 192);
        view! {
            <p class="photo-edit">
                <span class="avatar avatar--44">
                    <img src=src alt=profiles::photo_alt(lang) width="96" height="96" />
                </span>
                <button type="submit" name="forget" value="on" class="button button--tertiary">
                    {profiles::photo_forget(lang)}
                </button>
            </p>
        }
        .into_any()
    });
    view! {
        <FileForm action=PHOTO_ACTION>
            // What Enter presses is not the button that removes the photo.
            <button class="visually-hidden" tabindex="-1" aria-hidden="true">
                {profiles::photo_send(lang)}
            </button>
            {photo}
            <FileField
                name="photo"
                label=if has_one { profiles::photo_other(lang) } else { profiles::photo_choose(lang) }
                hint=seen(lang, Seen::Card(profile.sides), &profiles::photo_hint(lang, PHOTO_MAX_MEGABYTES))
                accept="image/jpeg,image/png,image/webp,image/gif"
                icon="camera"
                at_once=true
            />
            <div class="foot">
                <button type="submit" name="next" value=path(lang, AFTER_STEPS) class="button button--primary">
                    {profiles::finish(lang)}
                </button>
                <p class="foot__note">{profiles::photo_note(lang)}</p>
            </div>
        </FileForm>
    }
}
