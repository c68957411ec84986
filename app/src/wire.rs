//! How values travel between server and browser: postcard, named by the version of the program.
//!
//! Postcard's readers are a third of JSON's in code (`docs/decisions/code-size.md`). It does not describe itself, so a page
//! must never read what another version wrote: the content type carries a hash of the sources, and a page that meets
//! another one loads itself again.

use serde::{Serialize, de::DeserializeOwned};
use server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType, codec::Post};

/// The encoding of answers and errors. `Post<Wire>` names it as the output of a server function.
pub struct Wire;

/// The output of server functions that bring something: `output = Packed`.
pub type Packed = Post<Wire>;

/// What the content type of every version starts with.
pub const ANY_VERSION: &str = "application/x-postcard;";

impl ContentType for Wire {
    const CONTENT_TYPE: &'static str = concat!("application/x-postcard; v=", env!("WIRE_VERSION"));
}

impl FormatType for Wire {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for Wire {
    type Error = postcard::Error;

    fn encode(value: &T) -> Result<Bytes, Self::Error> {
        postcard::to_allocvec(value).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Wire {
    type Error = postcard::Error;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        postcard::from_bytes(&bytes)
    }
}
