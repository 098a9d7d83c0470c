//! PDF files without what they say about themselves: the information dictionary, metadata
//! streams, what programs keep for their own use, files hung on, and everything older saves
//! left behind (ISO 32000-2, 14.3, 14.5, 7.11.4).

use lopdf::{Dictionary, Document, Object};

/// Entries that tell of the maker and not of the content, wherever they are.
const TELLING: [&[u8]; 4] = [b"Metadata", b"PieceInfo", b"LastModified", b"AF"];

/// The file written again from the objects that its pages need. Nothing where it cannot be
/// read or is encrypted.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() || document.get_pages().is_empty() {
        return None;
    }
    document.trailer.remove(b"Info");
    document.trailer.remove(b"ID");
    if let Ok(names) = embedded(&mut document) {
        names.remove(b"EmbeddedFiles");
    }
    for object in document.objects.values_mut() {
        forget(object);
    }
    document.prune_objects();
    let mut out = Vec::new();
    document.save_to(&mut out).ok()?;
    Some(out)
}

/// The names of a document, where files hang.
fn embedded(document: &mut Document) -> lopdf::Result<&mut Dictionary> {
    let names = document.catalog()?.get(b"Names")?.clone();
    match names {
        Object::Reference(id) => document.get_dictionary_mut(id),
        _ => document.catalog_mut()?.get_mut(b"Names")?.as_dict_mut(),
    }
}

fn forget(object: &mut Object) {
    match object {
        Object::Dictionary(dictionary) => forget_in(dictionary),
        Object::Stream(stream) => forget_in(&mut stream.dict),
        Object::Array(all) => all.iter_mut().for_each(forget),
        _ => {}
    }
}

fn forget_in(dictionary: &mut Dictionary) {
    for key in TELLING {
        dictionary.remove(key);
    }
    for (_, value) in dictionary.iter_mut() {
        forget(value);
    }
}
