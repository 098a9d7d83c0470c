//! Names of places and bodies. They decide whether two complaints are about the same matter,
//! so they count more than other words.
//!
//! A name is known by its last part: 小区, 路, 学校, Road, School. Masked names, as public
//! data sets and offices print them (A3区, M7县), are a letter, digits, and such a last part.

use crate::lexicon::WordClass;
use crate::tokens::{Kind, is_han};

/// Last parts of Chinese names, longest first where one ends with another.
const ENDINGS: &[&str] = &[
    "居委会",
    "业委会",
    "村委会",
    "派出所",
    "幼儿园",
    "开发区",
    "高新区",
    "示范区",
    "工业园",
    "产业园",
    "科技园",
    "住宅区",
    "安置区",
    "安置房",
    "搅拌站",
    "变电站",
    "加油站",
    "地铁站",
    "火车站",
    "高铁站",
    "汽车站",
    "停车场",
    "菜市场",
    "卫生院",
    "敬老院",
    "养老院",
    "驾校",
    "中专",
    "职校",
    "职高",
    "职中",
    "电影院",
    "体育馆",
    "图书馆",
    "博物馆",
    "小区",
    "社区",
    "园区",
    "校区",
    "片区",
    "街道",
    "大道",
    "大街",
    "高速",
    "公路",
    "国道",
    "省道",
    "小学",
    "中学",
    "大学",
    "高中",
    "初中",
    "学院",
    "学校",
    "技校",
    "医院",
    "诊所",
    "公司",
    "集团",
    "工厂",
    "银行",
    "酒店",
    "宾馆",
    "饭店",
    "超市",
    "商场",
    "市场",
    "广场",
    "大厦",
    "公寓",
    "花园",
    "家园",
    "嘉园",
    "佳园",
    "雅园",
    "名苑",
    "华苑",
    "雅苑",
    "新苑",
    "花苑",
    "新城",
    "新村",
    "新区",
    "名城",
    "山庄",
    "庄园",
    "公园",
    "水库",
    "物业",
    "楼盘",
    "苑",
    "府",
    "湾",
    "城",
    "园",
    "院",
    "庭",
    "郡",
    "邸",
    "里",
    "村",
    "镇",
    "乡",
    "县",
    "区",
    "市",
    "省",
    "州",
    "路",
    "街",
    "巷",
    "桥",
    "站",
    "港",
    "湖",
    "河",
    "江",
    "山",
    "岭",
    "冲",
    "组",
    "厂",
    "店",
    "寺",
    "校",
    "线",
    "栋",
    "期",
];

/// Endings that say what kind of place it is and are, standing alone, an ordinary word.
const ENGLISH: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "lane",
    "drive",
    "boulevard",
    "blvd",
    "square",
    "bridge",
    "park",
    "station",
    "school",
    "college",
    "university",
    "hospital",
    "clinic",
    "airport",
    "library",
    "estate",
    "court",
    "village",
    "town",
    "county",
    "district",
    "market",
    "mall",
    "hotel",
    "church",
    "harbour",
    "harbor",
    "hill",
    "heights",
    "gardens",
    "tower",
    "plaza",
    "terrace",
];

/// Words the dictionary takes for names, or lacks, that name nothing in particular.
const NOT_NAMES: &[&str] = &[
    "文明城市",
    "卫生城市",
    "新城",
    "新村",
    "新区",
    "花园",
    "物业",
    "小组",
];

/// What a name does not begin with: this, our, each, some.
const POINTING: &str = "这那该本我各每整全某几哪其两一离读找在";

/// Whether a Chinese word is, by its ending, a place or a body, and whether it is a particular
/// one (梅溪湖) or a kind (农贸市场).
pub(crate) fn chinese_kind(word: &str, class: WordClass) -> Kind {
    if is_numbered_school(word) || class == WordClass::Given {
        return Kind::Name;
    }
    let ends = ENDINGS.iter().any(|end| ends_as_name(word, end));
    if !ends || NOT_NAMES.contains(&word) || word.starts_with(|first| POINTING.contains(first)) {
        return Kind::Word;
    }
    match class {
        WordClass::Given | WordClass::PlaceName | WordClass::OtherName | WordClass::Unknown => {
            Kind::Name
        }
        WordClass::Noun => Kind::Place,
        WordClass::Verb | WordClass::Other => Kind::Word,
    }
}

/// 二中, 十一中: a school by its number.
fn is_numbered_school(word: &str) -> bool {
    let number = word.strip_suffix('中').unwrap_or_default();
    !number.is_empty() && number.chars().all(|c| "一二三四五六七八九十".contains(c))
}

/// A name without its last part; whole if it has none that is known.
pub(crate) fn front_of(name: &str) -> &str {
    let fronts = ENDINGS.iter().filter_map(|end| name.strip_suffix(end));
    if let Some((front, last)) = name.rsplit_once(' ')
        && is_english_ending(last)
    {
        return front;
    }
    fronts
        .filter(|front| !front.is_empty())
        .min_by_key(|front| front.len())
        .unwrap_or(name)
}

/// The city and the county a name stands for. Masked names carry both: A3区 is in city A.
/// A 小区 or 社区 is neither: its last part is longer than that of a county.
pub(crate) fn city_and_county(name: &str) -> (Option<&str>, Option<&str>) {
    let front = front_of(name);
    if !matches!(&name[front.len()..], "市" | "区" | "县") {
        return (None, None);
    }
    let masked = front.bytes().all(|b| b.is_ascii_alphanumeric());
    if masked {
        (front.get(..1), Some(front).filter(|front| front.len() > 1))
    } else if name.ends_with('市') {
        (Some(name), None)
    } else {
        (None, Some(name))
    }
}

/// Whether a name can stand alone, having its last part (含浦镇, A3区, Mill Road) or a capital
/// of its own; 含浦 alone is only a piece.
pub(crate) fn is_name_by_itself(term: &str) -> bool {
    !term.starts_with(is_han) || front_of(term) != term
}

/// Whether a word can be the front of a name whose last part follows: 丽发, 人民, but not
/// 导致 or 附近.
pub(crate) fn can_be_in_a_name(word: &str, class: WordClass) -> bool {
    !matches!(class, WordClass::Verb | WordClass::Other)
        && !word.starts_with(|first| POINTING.contains(first))
}

/// One more letter than the ending makes a name (桥路); a one-letter ending needs two
/// before it (梅溪湖), because 上山 and 过江 are no names.
fn ends_as_name(word: &str, end: &str) -> bool {
    let Some(front) = word.strip_suffix(end) else {
        return false;
    };
    let needed = if end.chars().count() == 1 { 2 } else { 1 };
    front.chars().count() >= needed
}

/// What a name is whose front is this word: 丽发小区 is a particular one, 配套小区 a kind.
pub(crate) fn kind_by_front(front: WordClass) -> Kind {
    match front {
        WordClass::Given | WordClass::PlaceName | WordClass::OtherName | WordClass::Unknown => {
            Kind::Name
        }
        WordClass::Noun | WordClass::Verb | WordClass::Other => Kind::Place,
    }
}

/// Whether a word alone is the last part of a name: 小区, 路, 公司. What stands before it
/// belongs to the name.
pub(crate) fn is_chinese_ending(word: &str) -> bool {
    ENDINGS.contains(&word)
}

/// Whether an English word (lower case) is the last part of a name.
pub(crate) fn is_english_ending(word: &str) -> bool {
    ENGLISH.contains(&word)
}

/// Whether a letter-and-digit run followed by `next` is a masked or numbered name:
/// A3 + 区, K8 + 县, 911 + 路, 3 + 栋.
pub(crate) fn numbered_name_ending(run: &str, next: char) -> bool {
    let masked = run.len() <= 4
        && run.starts_with(|c: char| c.is_ascii_alphabetic())
        && run[1..].bytes().all(|b| b.is_ascii_digit());
    let numbered = run.len() <= 4 && run.bytes().all(|b| b.is_ascii_digit());
    (masked && "市区县镇乡村省州街路栋座".contains(next)) || (numbered && "路栋线期".contains(next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::class_of;

    fn kind(word: &str) -> Kind {
        chinese_kind(word, class_of(word))
    }

    #[test]
    fn names_are_told_from_words_that_end_alike() {
        for name in ["含浦镇", "梅溪湖", "桂花坪街道", "泰禾小学", "星沙大道"] {
            assert_eq!(kind(name), Kind::Name, "{name}");
        }
        for word in [
            "道路",
            "长期",
            "政府",
            "小区",
            "上山",
            "在线",
            "农贸市场",
            "这条路",
        ] {
            assert_ne!(kind(word), Kind::Name, "{word}");
        }
    }

    #[test]
    fn kinds_of_places_are_no_names() {
        assert_eq!(kind("农贸市场"), Kind::Place);
        assert_eq!(kind_by_front(class_of("丽发")), Kind::Name);
        assert_eq!(kind_by_front(class_of("中心")), Kind::Place);
    }

    #[test]
    fn only_nouns_and_unknown_words_begin_a_name() {
        let can_be = |word: &str| can_be_in_a_name(word, class_of(word));
        assert!(can_be("丽发") && can_be("人民"));
        assert!(!can_be("导致") && !can_be("附近"));
    }

    #[test]
    fn masked_and_numbered_names() {
        assert!(numbered_name_ending("A3", '区') && numbered_name_ending("K", '市'));
        assert!(numbered_name_ending("911", '路') && numbered_name_ending("3", '栋'));
        assert!(!numbered_name_ending("2019", '年') && !numbered_name_ending("wifi", '路'));
    }
}
