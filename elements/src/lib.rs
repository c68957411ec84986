//! Leptos as this product's pages see it. On the server it is the framework, unchanged. In the browser all HTML elements
//! are one type and all attributes with a name another, where the framework has a type for each: what `view!` makes of
//! a page then stands in the program once instead of once for each element (docs/decisions/code-size.md).
//!
//! The crate is depended on under the name `leptos`, which is where `view!` and the other macros look for it.

pub use framework::*;

#[cfg(target_arch = "wasm32")]
mod attributes;

/// What every module with a view imports.
#[cfg(target_arch = "wasm32")]
pub mod prelude {
    pub use crate::attributes::{AriaAttributes, CustomAttribute, GlobalAttributes};
    pub use framework::prelude::*;
}

/// The renderer, with elements of our own.
#[cfg(target_arch = "wasm32")]
pub mod tachys {
    pub use framework::tachys::*;

    /// HTML.
    pub mod html {
        pub use framework::tachys::html::*;

        /// One function for each element; those without one here (`textarea`, `title`, `script`, `style`, whose content is
        /// no markup) stay the framework's.
        pub mod element {
            pub use framework::tachys::html::element::*;

            use framework::tachys::{
                html::attribute::any_attribute::AnyAttribute, view::add_attr::AddAnyAttr,
            };

            /// Any element, known by its name alone.
            pub type Element = HtmlElement<Custom<&'static str>, Vec<AnyAttribute>, ()>;

            /// `name` in capitals, as the browser gives it back: the framework compares the two when it renders again.
            fn element(name: &'static str) -> Element {
                // With a list of attributes from the start, an element without any is no type of its own.
                custom(name).add_any_attr(())
            }

            macro_rules! elements {
                ($($tag:ident = $name:literal),+ $(,)?) => {
                    $(
                        #[doc = concat!("`<", stringify!($tag), ">`.")]
                        pub fn $tag() -> Element {
                            element($name)
                        }
                    )+
                };
            }

            elements! {
                a = "A", article = "ARTICLE", aside = "ASIDE", b = "B", bdi = "BDI", blockquote = "BLOCKQUOTE", br = "BR",
                button = "BUTTON", caption = "CAPTION", code = "CODE", dd = "DD", details = "DETAILS", div = "DIV", dl = "DL",
                dt = "DT", em = "EM", fieldset = "FIELDSET", figcaption = "FIGCAPTION", figure = "FIGURE", footer = "FOOTER",
                form = "FORM", h1 = "H1", h2 = "H2", h3 = "H3", h4 = "H4", header = "HEADER", hr = "HR", i = "I", img = "IMG",
                input = "INPUT", label = "LABEL", legend = "LEGEND", li = "LI", main = "MAIN", meter = "METER", nav = "NAV",
                ol = "OL", optgroup = "OPTGROUP", option = "OPTION", output = "OUTPUT", p = "P", progress = "PROGRESS",
                section = "SECTION", select = "SELECT", small = "SMALL", span = "SPAN", strong = "STRONG", summary = "SUMMARY",
                table = "TABLE", tbody = "TBODY", td = "TD", th = "TH", thead = "THEAD", time = "TIME", tr = "TR", ul = "UL",
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
pub use tachys::html::element as html;
