//! Canonical JSON (RFC 8785): one sequence of bytes for one value, so that it can be hashed.
//!
//! Numbers must be integers of at most 2^53 - 1 in size; fractions are refused, since no document
//! of the log needs them and their printing is where implementations differ. Texts are taken as
//! they are: bring them to NFC before.

use serde_json::{Map, Value};

use crate::LogError;
use crate::encoding::sha256;

/// The largest integer that every JSON reader keeps exactly.
const MAX_EXACT: u64 = (1 << 53) - 1;

/// The canonical text of a value.
pub fn canonical(value: &Value) -> Result<String, LogError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text)
}

/// SHA-256 of the canonical text: the `reference` of an entry whose document this is.
pub fn document_hash(value: &Value) -> Result<[u8; 32], LogError> {
    Ok(sha256(canonical(value)?.as_bytes()))
}

fn write(value: &Value, text: &mut String) -> Result<(), LogError> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(number) => write_number(number, text)?,
        Value::String(string) => write_string(string, text),
        Value::Array(items) => write_array(items, text)?,
        Value::Object(members) => write_object(members, text)?,
    }
    Ok(())
}

fn write_number(number: &serde_json::Number, text: &mut String) -> Result<(), LogError> {
    let size = number
        .as_i64()
        .map(i64::unsigned_abs)
        .or_else(|| number.as_u64());
    match size {
        Some(size) if size <= MAX_EXACT => text.push_str(&number.to_string()),
        Some(_) => {
            return Err(LogError::Json(
                "an integer is too large, write it as a string",
            ));
        }
        None => {
            return Err(LogError::Json(
                "fractions are not used, write them as a string",
            ));
        }
    }
    Ok(())
}

fn write_array(items: &[Value], text: &mut String) -> Result<(), LogError> {
    text.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write(item, text)?;
    }
    text.push(']');
    Ok(())
}

/// Keys are sorted by their UTF-16 code units, which is not the order of their UTF-8 bytes.
fn write_object(members: &Map<String, Value>, text: &mut String) -> Result<(), LogError> {
    let mut sorted: Vec<(&String, &Value)> = members.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    text.push('{');
    for (at, (key, value)) in sorted.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        write_string(key, text);
        text.push(':');
        write(value, text)?;
    }
    text.push('}');
    Ok(())
}

fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for ch in string.chars() {
        match ch {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\u{9}' => text.push_str("\\t"),
            '\u{a}' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\u{d}' => text.push_str("\\r"),
            '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", u32::from(ch))),
            _ => text.push(ch),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_as_in_rfc_8785_section_3_2_3() {
        let value: Value = serde_json::from_str(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
                "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",
                "\u00f6":"Latin Small Letter O With Diaeresis"}"#,
        )
        .unwrap();
        let text = canonical(&value).unwrap();
        let order = [
            "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
        ];
        let at: Vec<usize> = order.iter().map(|word| text.find(word).unwrap()).collect();
        assert!(at.is_sorted(), "{text}");
        assert!(text.starts_with("{\"\\r\":\"Carriage Return\",\"1\":"));
    }

    #[test]
    fn strings_and_literals_are_as_in_rfc_8785_section_3_2_2() {
        let value: Value = serde_json::from_str(
            r#"{ "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false] }"#,
        )
        .unwrap();
        let expected = "{\"literals\":[null,true,false],\"string\":\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical(&value).unwrap(), expected);
    }

    #[test]
    fn control_characters_take_their_short_forms() {
        let text = canonical(&json!("\u{0}\u{8}\u{9}\u{a}\u{b}\u{c}\u{d}\u{1f}\u{7f}")).unwrap();
        assert_eq!(text, "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\u{7f}\"");
    }

    #[test]
    fn integers_are_exact_or_refused() {
        let numbers = json!([0, -1, 9_007_199_254_740_991_i64, -9_007_199_254_740_991_i64]);
        let text = canonical(&numbers).unwrap();
        assert_eq!(text, "[0,-1,9007199254740991,-9007199254740991]");
        let refused = [
            json!(9_007_199_254_740_992_i64),
            json!(-9_007_199_254_740_992_i64),
            json!(u64::MAX),
            json!(0.5),
            json!(1e30),
            json!(1.0),
            json!({ "deep": [{ "er": -0.0 }] }),
        ];
        for value in refused {
            assert_eq!(
                canonical(&value).map_err(|e| e.code()),
                Err("json"),
                "{value}"
            );
        }
    }

    #[test]
    fn the_text_does_not_depend_on_order_or_spaces() {
        let a: Value = serde_json::from_str(r#"{"b":[{}, []],"a":{"d":1,"c":""}}"#).unwrap();
        let b: Value =
            serde_json::from_str(r#" { "a" : {"c":"","d":1}, "b":[ {},[ ]] } "#).unwrap();
        assert_eq!(
            canonical(&a).unwrap(),
            r#"{"a":{"c":"","d":1},"b":[{},[]]}"#
        );
        assert_eq!(document_hash(&a), document_hash(&b));
    }
}
