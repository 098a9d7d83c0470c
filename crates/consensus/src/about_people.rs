//! Statements about the people rather than the matter, known by their words.
//!
//! Polis marks such statements ("meta") and keeps them out of the directions, but its older
//! exports do not say which they were. Whether someone lives in town or voted for the other side
//! divides people without saying what they want; on the map it would pass for opinion.

/// What someone who tells of themselves begins with.
const BEGINNINGS: [&str; 31] = [
    "i am a ",
    "i am an ",
    "i am male",
    "i am female",
    "i am under ",
    "i am over ",
    "i am aged ",
    "i am between ",
    "i am currently ",
    "i am self",
    "i am retired",
    "i am employed",
    "i am unemployed",
    "i am married",
    "i am single",
    "i am receiving ",
    "i am from ",
    "i am in my ",
    "i live ",
    "i reside ",
    "i work ",
    "i own ",
    "i rent ",
    "i study ",
    "i voted ",
    "i identify as ",
    "i consider myself ",
    "i was born ",
    "i can speak ",
    "i grew up ",
    "my age is ",
];
/// What a person has rather than thinks.
const HAVING: [&str; 6] = [
    "i have a child",
    "i have children",
    "i have kids",
    "i have a degree",
    "i have a disability",
    "i have a job",
];
const BEGINNINGS_ZH: [&str; 13] = [
    "我住在",
    "我居住",
    "我有孩子",
    "我有小孩",
    "我有子女",
    "我今年",
    "我来自",
    "我來自",
    "我从事",
    "我從事",
    "我的年龄",
    "我的年齡",
    "我的职业",
];
/// How "我是 …" ends when it says who someone is.
const ENDINGS_ZH: [&str; 12] = [
    "人", "性", "生", "员", "員", "师", "師", "民", "司机", "司機", "男的", "女的",
];
/// Words with which an opinion follows.
const OPINION: [&str; 24] = [
    "should",
    "must",
    "need",
    "because",
    "but",
    "believer",
    "fan",
    "supporter",
    "opponent",
    "advocate",
    "proponent",
    "concerned",
    "afraid",
    "think",
    "believe",
    "want",
    "hope",
    "against",
    "favour",
    "favor",
    "firm",
    "strong",
    "little",
    "bit",
];
/// A self-description is short.
const MOST_WORDS: usize = 14;
const MOST_SIGNS_ZH: usize = 16;

/// Whether the words describe the person who agrees with them.
///
/// Careful on purpose: what is not plainly a description is an opinion.
pub(crate) fn describes_the_person(text: &str) -> bool {
    let text = text
        .trim()
        .trim_matches(['"', '\'', '“', '”', '「', '」', '.', '。', '!', '！']);
    in_english(text) || in_chinese(text)
}

fn in_english(text: &str) -> bool {
    let text = text
        .to_lowercase()
        .replace("i'm ", "i am ")
        .replace("i’m ", "i am ");
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let age = text
        .strip_prefix("i am ")
        .is_some_and(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit()));
    let begins = |begin: &&str| text.starts_with(begin);
    words.len() <= MOST_WORDS
        && !words.iter().any(|word| OPINION.contains(word))
        && (age || BEGINNINGS.iter().any(begins) || HAVING.iter().any(begins))
}

fn in_chinese(text: &str) -> bool {
    if text.chars().count() > MOST_SIGNS_ZH || text.contains(['，', ',', '。', '；']) {
        return false;
    }
    let who = text
        .strip_prefix("我是")
        .is_some_and(|rest| ENDINGS_ZH.iter().any(|ending| rest.ends_with(ending)));
    who || BEGINNINGS_ZH.iter().any(|begin| text.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_told_from_opinions() {
        for text in [
            "I am a nurse.",
            "I'm 34 years old",
            "I live near the river",
            "\"I voted last time\"",
            "I consider myself religious",
            "I have children",
            "我住在城东",
            "我是一名小学教师",
            "我是本地居民。",
        ] {
            assert!(describes_the_person(text), "{text}");
        }
        for text in [
            "I am a firm believer in public transport",
            "I am concerned about rents",
            "I own a shop and taxes must fall",
            "I think buses are late",
            "Nurses are paid badly",
            "I am",
            "",
            "我觉得路灯太暗",
            "我是本地居民，我认为应该修路",
            "我是反对的",
            "I live here because it was cheap and now the rent is more than I can pay every month",
        ] {
            assert!(!describes_the_person(text), "{text}");
        }
    }
}
