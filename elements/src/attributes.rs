//! Attributes by name. The framework has a type for each name, and with it code for each pair of a name and a kind of value.

use framework::tachys::{
    html::{
        attribute::{
            Attribute, AttributeValue, NamedAttributeKey, NextAttribute,
            any_attribute::{AnyAttribute, IntoAnyAttribute},
        },
        element::{ElementType, HtmlElement},
    },
    renderer::types::Element,
    view::{RenderHtml, add_attr::AddAnyAttr},
};

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

    fn to_html(self, buf: &mut String, _class: &mut String, _style: &mut String, _inner_html: &mut String) {
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
        pub trait $trait<V>: Sized + AddAnyAttr
        where
            V: AttributeValue,
        {
            $(
                #[doc = concat!("`", $name, "`.")]
                fn $method(self, value: V) -> <Self as AddAnyAttr>::Output<Named<V>> {
                    self.add_any_attr(Named { name: $name, value })
                }
            )+
        }

        impl<E, At, Ch, V> $trait<V> for HtmlElement<E, At, Ch>
        where
            E: ElementType + Send,
            At: Attribute + Send,
            Ch: RenderHtml + Send,
            V: AttributeValue,
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
pub trait CustomAttribute<V>: Sized + AddAnyAttr
where
    V: AttributeValue,
{
    /// `name="value"`.
    fn attr(self, name: &'static str, value: V) -> <Self as AddAnyAttr>::Output<Named<V>> {
        self.add_any_attr(Named { name, value })
    }
}

impl<E, At, Ch, V> CustomAttribute<V> for HtmlElement<E, At, Ch>
where
    E: ElementType + Send,
    At: Attribute + Send,
    Ch: RenderHtml + Send,
    V: AttributeValue,
{
}
