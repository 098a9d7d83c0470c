//! Opening some fields of a commitment and keeping the others closed.

use serde_json::{Map, Value, json};

use super::field::{Field, LABELS, commitment};
use crate::LogError;
use crate::encoding::{from_base64, hash_from_base64, to_base64};

const FORMAT: &str = "massline-opening/v1";

/// What a holder shows to prove authorship: some fields, and the commitments to the others.
///
/// As JSON (`opening.json`):
/// `{"format":"massline-opening/v1","fields":[{"label","salt","value"}],"hidden":{label: c_i}}`,
/// with salts, values and commitments in base64 and every label in exactly one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The opened fields, in the order of [`LABELS`].
    pub fields: Vec<Field>,
    /// Label and commitment of the fields that stay closed, in the order of [`LABELS`].
    pub hidden: Vec<(String, [u8; 32])>,
}

impl Opening {
    /// Opens the fields with these labels out of the full set (see [`super::Keys::fields`]).
    pub fn reveal(all: &[Field], labels: &[&str]) -> Result<Self, LogError> {
        if labels.iter().any(|label| !LABELS.contains(label)) {
            return Err(LogError::Fields("a label is not one that submissions have"));
        }
        let mut opening = Self {
            fields: Vec::new(),
            hidden: Vec::new(),
        };
        for field in all {
            if labels.contains(&field.label.as_str()) {
                opening.fields.push(field.clone());
            } else {
                opening
                    .hidden
                    .push((field.label.clone(), field.commitment()?));
            }
        }
        opening.commitment()?;
        Ok(opening)
    }

    /// The commitment that these fields and commitments make.
    pub fn commitment(&self) -> Result<[u8; 32], LogError> {
        if self.fields.len() + self.hidden.len() != LABELS.len() {
            return Err(LogError::Opening("it must have every label exactly once"));
        }
        let parts: Result<Vec<[u8; 32]>, LogError> =
            LABELS.iter().map(|label| self.part(label)).collect();
        commitment(&parts?)
    }

    /// Checks that this opens the commitment.
    pub fn verify(&self, commitment: &[u8; 32]) -> Result<(), LogError> {
        if self.commitment()? == *commitment {
            Ok(())
        } else {
            Err(LogError::Opening(
                "these are not the words that were committed to",
            ))
        }
    }

    fn part(&self, label: &str) -> Result<[u8; 32], LogError> {
        if let Some(field) = self.fields.iter().find(|field| field.label == label) {
            return field.commitment();
        }
        let hidden = self.hidden.iter().find(|(hidden, _)| hidden == label);
        hidden
            .map(|(_, part)| *part)
            .ok_or(LogError::Opening("it must have every label exactly once"))
    }

    /// The JSON form.
    pub fn to_json(&self) -> Value {
        let field = |field: &Field| {
            json!({
                "label": field.label,
                "salt": to_base64(&field.salt),
                "value": to_base64(&field.value),
            })
        };
        let fields: Vec<Value> = self.fields.iter().map(field).collect();
        let hidden: Map<String, Value> = self
            .hidden
            .iter()
            .map(|(label, part)| (label.clone(), to_base64(part).into()))
            .collect();
        json!({ "format": FORMAT, "fields": fields, "hidden": hidden })
    }

    /// Reads the JSON form; refuses anything that is not exactly it.
    pub fn from_json(value: &Value) -> Result<Self, LogError> {
        read(value).ok_or(LogError::Opening(
            "it must be an object of format massline-opening/v1",
        ))
    }
}

fn read(value: &Value) -> Option<Opening> {
    let object = value.as_object().filter(|object| object.len() == 3)?;
    if object.get("format")?.as_str()? != FORMAT {
        return None;
    }
    let fields: Option<Vec<Field>> = object
        .get("fields")?
        .as_array()?
        .iter()
        .map(read_field)
        .collect();
    let hidden: Option<Vec<(String, [u8; 32])>> = object
        .get("hidden")?
        .as_object()?
        .iter()
        .map(|(label, part)| Some((label.clone(), hash_from_base64(part.as_str()?)?)))
        .collect();
    let opening = Opening {
        fields: fields?,
        hidden: hidden?,
    };
    let sorted = opening.fields.is_sorted_by(|a, b| a.label < b.label);
    sorted.then_some(opening)
}

fn read_field(value: &Value) -> Option<Field> {
    let object = value.as_object().filter(|object| object.len() == 3)?;
    Some(Field {
        label: object.get("label")?.as_str()?.to_owned(),
        salt: hash_from_base64(object.get("salt")?.as_str()?)?,
        value: from_base64(object.get("value")?.as_str()?)?,
    })
}
