//! One public text, as everybody reads it. It is text and nothing else: what looks like markup is shown as it is written.

use super::{api::ShowText, name};
use crate::{
    text::legal,
    ui::{Banner, Loaded, Plain, Title, reading, use_lang},
};
use domain::{legal::PublicText, mentorships::TextBlock};
use leptos::prelude::*;

#[expect(
    non_snake_case,
    reason = "a component, with its text as a plain argument for the routes"
)]
pub fn Show(text: PublicText) -> impl IntoView {
    let lang = use_lang();
    let title = name(lang, text);
    let shown = reading(move || ShowText { text });
    view! {
        <Plain class="plain__main plain__main--wide">
            <Title text=title />
            <h1>{title}</h1>
            <Loaded
                resource=shown
                view=move |shown| {
                    view! {
                        {shown
                            .is_draft
                            .then(|| {
                                view! {
                                    <Banner kind="info" icon="info">
                                        {legal::draft(lang)}
                                    </Banner>
                                }
                                    .into_any()
                            })}
                        <article class="prose" lang=shown.lang.code() dir=shown.lang.dir()>
                            {shown.blocks.into_iter().map(block).collect_view()}
                        </article>
                    }
                }
            />
        </Plain>
    }
}

fn block(block: TextBlock) -> AnyView {
    match block {
        TextBlock::Heading(text) => view! { <h2>{text}</h2> }.into_any(),
        TextBlock::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        TextBlock::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        }
    }
}
