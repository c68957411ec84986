//! Attributes by name. The framework has a type for each name, and with it code for each pair of a name and a kind of value;
//! here there are two: an attribute whose value stands, and one whose value follows what it was made from.

use framework::tachys::{
    html::{
        attribute::{
            Attribute, AttributeValue, NamedAttributeKey, NextAttribute,
            any_attribute::{AnyAttribute, IntoAnyAttribute},
        },
        element::{ElementType, HtmlElement},
    },
    reactive_graph::SharedReactiveFunction,
    renderer::types::Element,
    view::{RenderHtml, add_attr::AddAnyAttr},
};
use std::sync::{Arc, Mutex};

/// What stands between the quotes, or no such attribute.
type Text = Option<Arc<str>>;

/// A value that stands.
pub trait Standing {
    fn text(self) -> Text;
}

impl Standing for &str {
    fn text(self) -> Text {
        Some(self.into())
    }
}

impl Standing for String {
    fn text(self) -> Text {
        Some(self.into())
    }
}

impl Standing for &String {
    fn text(self) -> Text {
        Some(self.as_str().into())
    }
}

/// An attribute of HTML that is there or not.
impl Standing for bool {
    fn text(self) -> Text {
        self.then(|| "".into())
    }
}

impl<T: Standing> Standing for Option<T> {
    fn text(self) -> Text {
        self.and_then(Standing::text)
    }
}

macro_rules! standing_numbers {
    ($($number:ty)+) => {
        $(
            impl Standing for $number {
                fn text(self) -> Text {
                    Some(self.to_string().into())
                }
            }
        )+
    };
}

standing_numbers!(u8 u16 u32 u64 usize i32 i64);

/// Whatever a page gives an attribute as its value.
pub trait Value<Kind> {
    type Value: AttributeValue;

    fn value(self) -> Self::Value;
}

/// Marks values that stand.
pub struct Stands;

/// Marks functions, which are asked again when what they read has changed.
pub struct Follows;

impl<T: Standing> Value<Stands> for T {
    type Value = Text;

    fn value(self) -> Text {
        self.text()
    }
}

impl<F, T> Value<(Follows, T)> for F
where
    F: FnMut() -> T + Send + 'static,
    T: Standing,
{
    type Value = SharedReactiveFunction<Text>;

    fn value(mut self) -> Self::Value {
        Arc::new(Mutex::new(move || self().text()))
    }
}

/// What `view!` makes of a function itself.
impl<T: Standing + 'static> Value<(Follows, T)> for SharedReactiveFunction<T> {
    type Value = SharedReactiveFunction<Text>;

    fn value(self) -> Self::Value {
        Arc::new(Mutex::new(move || {
            // Nobody else has it, and it does not call itself.
            self.lock().ok().and_then(|mut function| function().text())
        }))
    }
}

/// An attribute: `name="value"`.
pub struct Named<V> {
    name: &'static str,
    value: V,
}

impl<V: AttributeValue> Attribute for Named<V> {
    const MIN_LENGTH: usize = 0;
    type State = V::State;
    type AsyncOutput = Named<V::AsyncOutput>;
    type Cloneable = Named<V::Cloneable>;
    type CloneableOwned = Named<V::CloneableOwned>;

    fn html_len(&self) -> usize {
        0
    }

    fn to_html(
        self,
        buf: &mut String,
        _class: &mut String,
        _style: &mut String,
        _inner_html: &mut String,
    ) {
        self.value.to_html(self.name, buf);
    }

    fn hydrate<const FROM_SERVER: bool>(self, el: &Element) -> V::State {
        self.value.hydrate::<FROM_SERVER>(self.name, el)
    }

    fn build(self, el: &Element) -> V::State {
        self.value.build(el, self.name)
    }

    fn rebuild(self, state: &mut V::State) {
        self.value.rebuild(self.name, state);
    }

    fn into_cloneable(self) -> Self::Cloneable {
        Named {
            name: self.name,
            value: self.value.into_cloneable(),
        }
    }

    fn into_cloneable_owned(self) -> Self::CloneableOwned {
        Named {
            name: self.name,
            value: self.value.into_cloneable_owned(),
        }
    }

    fn dry_resolve(&mut self) {
        self.value.dry_resolve();
    }

    async fn resolve(self) -> Self::AsyncOutput {
        Named {
            name: self.name,
            value: self.value.resolve().await,
        }
    }

    fn keys(&self) -> Vec<NamedAttributeKey> {
        vec![NamedAttributeKey::Attribute(self.name.into())]
    }
}

impl<V: Clone> Clone for Named<V> {
    fn clone(&self) -> Self {
        Self {
            name: self.name,
            value: self.value.clone(),
        }
    }
}

impl<V: AttributeValue> NextAttribute for Named<V> {
    type Output<NewAttr: Attribute> = Vec<AnyAttribute>;

    fn add_any_attr<NewAttr: Attribute>(self, new: NewAttr) -> Vec<AnyAttribute> {
        vec![self.into_any_attr(), new.into_any_attr()]
    }
}

macro_rules! attributes {
    ($(#[$doc:meta])* $trait:ident: $($method:ident = $name:literal),+ $(,)?) => {
        $(#[$doc])*
        pub trait $trait<V, Kind>: Sized + AddAnyAttr
        where
            V: Value<Kind>,
        {
            $(
                #[doc = concat!("`", $name, "`.")]
                fn $method(self, value: V) -> <Self as AddAnyAttr>::Output<Named<V::Value>> {
                    self.add_any_attr(Named { name: $name, value: value.value() })
                }
            )+
        }

        impl<E, At, Ch, V, Kind> $trait<V, Kind> for HtmlElement<E, At, Ch>
        where
            E: ElementType + Send,
            At: Attribute + Send,
            Ch: RenderHtml + Send,
            V: Value<Kind>,
        {
        }
    };
}

attributes! {
    /// What the framework spreads over a trait for all elements and methods of each; its name, so that it takes that one's place.
    GlobalAttributes:
    accept = "accept", action = "action", alt = "alt", autocomplete = "autocomplete", autofocus = "autofocus", charset = "charset",
    checked = "checked", colspan = "colspan", datetime = "datetime", dir = "dir", disabled = "disabled", download = "download",
    enctype = "enctype", r#for = "for", form = "form", formaction = "formaction", formmethod = "formmethod",
    formnovalidate = "formnovalidate", height = "height", hidden = "hidden", high = "high", href = "href", hreflang = "hreflang",
    id = "id", inert = "inert", inputmode = "inputmode", label = "label", lang = "lang", list = "list", loading = "loading",
    low = "low", max = "max", maxlength = "maxlength", method = "method", min = "min", minlength = "minlength",
    multiple = "multiple", name = "name", novalidate = "novalidate", open = "open", optimum = "optimum", pattern = "pattern",
    placeholder = "placeholder", readonly = "readonly", rel = "rel", required = "required", role = "role", rowspan = "rowspan",
    scope = "scope", selected = "selected", size = "size", spellcheck = "spellcheck", src = "src", start = "start", step = "step",
    tabindex = "tabindex", target = "target", title = "title", translate = "translate", r#type = "type", value = "value",
    width = "width",
}

attributes! {
    /// `aria-…`.
    AriaAttributes:
    aria_busy = "aria-busy", aria_checked = "aria-checked", aria_controls = "aria-controls", aria_current = "aria-current",
    aria_describedby = "aria-describedby", aria_disabled = "aria-disabled", aria_expanded = "aria-expanded",
    aria_hidden = "aria-hidden", aria_invalid = "aria-invalid", aria_label = "aria-label", aria_labelledby = "aria-labelledby",
    aria_live = "aria-live", aria_pressed = "aria-pressed", aria_selected = "aria-selected", aria_sort = "aria-sort",
    aria_valuemax = "aria-valuemax", aria_valuemin = "aria-valuemin", aria_valuenow = "aria-valuenow",
    aria_valuetext = "aria-valuetext",
}

/// Attributes with a name of one's own: `data-…`, and those of SVG.
pub trait CustomAttribute<V, Kind>: Sized + AddAnyAttr
where
    V: Value<Kind>,
{
    /// `name="value"`.
    fn attr(self, name: &'static str, value: V) -> <Self as AddAnyAttr>::Output<Named<V::Value>> {
        self.add_any_attr(Named {
            name,
            value: value.value(),
        })
    }
}

impl<E, At, Ch, V, Kind> CustomAttribute<V, Kind> for HtmlElement<E, At, Ch>
where
    E: ElementType + Send,
    At: Attribute + Send,
    Ch: RenderHtml + Send,
    V: Value<Kind>,
{
}
