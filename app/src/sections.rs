//! Sections: parts of the program that a browser fetches when it first needs them.
//!
//! The code is split by section, not by page: shared code would scatter over many small files otherwise
//! (`docs/decisions/code-size.md` has the measurements). `section!` makes one split point for all pages of a
//! section, and for each page a route that fetches the section while the page's data is on its way.

/// `section! { mod person => Me: crate::profiles::pages::Me(), … }` defines the module `person` with a `Page` for each,
/// to be used as `view=person::Page::Me`. One type for all of them: the router's code for a view stands in the program
/// once for each section, not once for each page.
macro_rules! section {
    ($(#[$doc:meta])* mod $section:ident => $($page:ident : $show:expr),+ $(,)?) => {
        $(#[$doc])*
        pub mod $section {
            use leptos::prelude::*;
            use leptos_router::ChooseView;

            #[derive(Clone, Copy)]
            pub enum Page {
                $($page),+
            }

            /// The split point: everything that only these pages use lies behind it.
            #[lazy($section)]
            fn show(page: Page) -> AnyView {
                match page {
                    $(Page::$page => { ($show).into_any() })+
                }
            }

            impl ChooseView for Page {
                async fn choose(self) -> AnyView {
                    // Until the section is there; what its page asks for is waited for by itself.
                    let _waiting = crate::platform::Waiting::begin();
                    show(self).await
                }

                async fn preload(&self) {
                    #[cfg(target_arch = "wasm32")]
                    __preload_show().await;
                }
            }
        }
    };
}

section! {
    /// A pair at work, and how it comes about.
    mod mentoring =>
        Mentorship: crate::mentorships::Current(),
        OneMentorship: crate::mentorships::One(),
        Charter: crate::mentorships::Charter(),
        Terms: crate::mentorships::TermsForm(),
        Pledge: crate::mentorships::MakePledge(),
        Messages: crate::mentorships::Messages(),
        Notices: crate::notifications::Notices(),
        NoticeChoices: crate::notifications::Choices(),
        MentorDirectory: crate::matching::pages::MentorDirectory(),
        Mentor: crate::matching::pages::Mentor(),
        NewRequest: crate::matching::pages::NewRequest(),
        Requests: crate::matching::pages::Requests(),
        RequestDetail: crate::matching::pages::RequestDetail(),
        DeclineRequest: crate::matching::pages::DeclineRequest()
}

section! {
    /// A person alone: coming in, profile, chain.
    mod person =>
        Landing: crate::landing::Landing(),
        SignIn: crate::accounts::SignIn(),
        AskForLink: crate::accounts::AskForLink(),
        SignUp: crate::accounts::SignUp(),
        AskForReset: crate::accounts::AskForReset(),
        CheckMail: crate::accounts::CheckMail(),
        FollowLink: crate::accounts::FollowLink(),
        AddressConfirmed: crate::accounts::AddressConfirmed(),
        Me: crate::profiles::pages::Me(),
        ProfileStart: crate::profiles::pages::Start(),
        ProfileStep: crate::profiles::pages::Step(),
        Chain: crate::circle::Chain()
}
