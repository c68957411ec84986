//! The photo: a form of its own, since it carries a file.

use super::{Seen, seen};
use crate::{
    profiles::PHOTO_ACTION,
    text::profiles,
    ui::{FileField, FileForm, SubmitButton, use_lang},
};
use domain::profiles::{PHOTO_MAX_MEGABYTES, Profile, photo_path};
use leptos::prelude::*;

#[component]
pub fn PhotoForm(profile: Profile) -> impl IntoView {
    let lang = use_lang();
    let photo = profile
        .photo
        .map(|hash| photo_path(profile.person, &hash, 192));
    let has_one = photo.is_some();
    view! {
        <section class="card stack" aria-labelledby="photo-title">
            <h2 id="photo-title">{profiles::photo(lang)}</h2>
            {photo
                .map(|src| {
                    view! {
                        <p class="photo-edit">
                            <span class="avatar avatar--44">
                                <img src=src alt=profiles::photo_alt(lang) width="96" height="96" />
                            </span>
                        </p>
                    }
                        .into_any()
                })}
            <FileForm action=PHOTO_ACTION>
                <FileField
                    name="photo"
                    label=profiles::photo_choose(lang)
                    hint=seen(lang, Seen::Card(profile.sides), &profiles::photo_hint(lang, PHOTO_MAX_MEGABYTES))
                    accept="image/jpeg,image/png,image/webp,image/gif"
                    icon="camera"
                    required=true
                />
                <div class="actions">
                    <SubmitButton label=profiles::photo_send(lang) class="button button--secondary" />
                    {has_one
                        .then(|| {
                            view! {
                                <button type="submit" name="forget" value="on" class="button button--tertiary">
                                    {profiles::photo_forget(lang)}
                                </button>
                            }
                                .into_any()
                        })}
                </div>
            </FileForm>
        </section>
    }
}
