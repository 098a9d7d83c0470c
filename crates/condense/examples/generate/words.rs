//! What synthetic voices are made of.

/// The words of one language.
pub(crate) struct Language {
    /// Syllables of place names, one list for each position.
    pub(crate) names: [&'static [&'static str]; 2],
    pub(crate) endings: &'static [&'static str],
    pub(crate) areas: &'static [&'static str],
    pub(crate) since: &'static [&'static str],
    pub(crate) titles: &'static [&'static str],
    pub(crate) openings: &'static [&'static str],
    pub(crate) sentences: &'static [&'static str],
    pub(crate) closings: &'static [&'static str],
    /// What stands between a subject and a sentence.
    pub(crate) comma: &'static str,
    pub(crate) issues: &'static [Issue],
}

/// One kind of trouble, in several wordings.
pub(crate) struct Issue {
    pub(crate) what: &'static [&'static str],
    pub(crate) effects: &'static [&'static str],
}

pub(crate) const MANDARIN: Language = Language {
    names: [
        &[
            "丽", "泰", "锦", "恒", "金", "星", "东", "南", "北", "桂", "梅", "兴", "安", "福",
            "长", "新", "清", "龙", "凤", "白", "青", "紫", "华", "万", "天", "云", "松", "柏",
            "永", "宏", "嘉", "瑞",
        ],
        &[
            "发", "禾", "绣", "通", "沙", "湾", "塘", "花", "溪", "汇", "宁", "源", "岭", "河",
            "泉", "林", "城", "科", "达", "国", "润", "桥", "江", "峰", "竹", "湖", "乐", "阳",
            "平", "盛", "景", "和",
        ],
    ],
    endings: &[
        "小区", "花园", "村", "路", "街道", "小学", "中学", "大道", "镇", "家园", "公寓", "社区",
    ],
    areas: &[
        "A1区", "A2区", "A3区", "A4县", "B1区", "B2县", "C市", "D5县", "E2区", "F3县",
    ],
    since: &["去年", "今年三月", "半年前", "国庆以后", "上个月", "两年前"],
    titles: &[
        "{area}{place}{what}",
        "反映{place}{what}的问题",
        "请求解决{area}{place}{what}",
        "{place}{effect}",
        "投诉{area}{place}{what},{effect}",
    ],
    openings: &[
        "尊敬的领导:您好!我是{area}{place}的居民。",
        "我家住在{place}。",
        "",
        "本人想反映{area}{place}的一个情况。",
        "领导,{place}这件事拖了很久。",
    ],
    sentences: &[
        "从{since}开始,{place}{what},{effect}。",
        "{what},{effect}。",
        "多次向社区和物业反映,一直没有人处理。",
        "{effect},老人小孩都受影响。",
        "打过热线电话,回复说会核实,之后没有下文。",
        "{place}{what}已经不是一天两天了。",
    ],
    comma: "，",
    closings: &[
        "请尽快处理,谢谢!",
        "希望有关部门重视。",
        "恳请领导关注。",
        "",
        "请问什么时候能解决?",
    ],
    issues: &[
        Issue {
            what: &["搅拌站噪音大", "搅拌厂夜间施工", "混凝土搅拌站扰民"],
            effects: &["灰尘满天飞", "晚上没法睡觉", "污染空气"],
        },
        Issue {
            what: &["路灯坏了", "路灯长期不亮", "没有路灯"],
            effects: &["晚上漆黑一片", "出行不安全", "走夜路摔过人"],
        },
        Issue {
            what: &["自来水发黄", "水质浑浊", "经常停水"],
            effects: &["不敢饮用", "生活用水成问题", "水压不足"],
        },
        Issue {
            what: &["违规补课", "节假日有偿补课", "强制学生补课"],
            effects: &["收费很高", "学生得不到休息", "家长敢怒不敢言"],
        },
        Issue {
            what: &["油烟扰民", "楼下餐馆油烟直排", "夜宵摊油烟噪音"],
            effects: &["不能开窗", "居民呛得咳嗽", "深夜吵闹"],
        },
        Issue {
            what: &["电梯经常故障", "电梯困人", "电梯停运"],
            effects: &["老人上不了楼", "存在安全隐患", "维修基金用不了"],
        },
        Issue {
            what: &["垃圾没人清运", "垃圾站恶臭", "垃圾堆积"],
            effects: &["臭气熏天", "蚊虫很多", "环境很差"],
        },
        Issue {
            what: &["公交车班次太少", "公交不按时发车", "没有公交车"],
            effects: &["等车要半个多小时", "上班经常迟到", "出行困难"],
        },
        Issue {
            what: &["捆绑销售车位", "强制购买车位", "车位价格过高"],
            effects: &["业主没有选择", "不买就不给办手续", "侵害消费者权益"],
        },
        Issue {
            what: &["拖欠工资", "拖欠农民工工资", "工程款不结算"],
            effects: &["几十个人拿不到钱", "没法回家过年", "老板躲着不见"],
        },
        Issue {
            what: &["道路坑洼不平", "路面破损", "修路迟迟不完工"],
            effects: &["雨天积水", "车子底盘都刮坏了", "交通堵塞"],
        },
        Issue {
            what: &["房产证办不下来", "不动产证迟迟不办", "开发商不给办证"],
            effects: &["孩子没法入学", "落不了户", "交房多年没有结果"],
        },
    ],
};

pub(crate) const ENGLISH: Language = Language {
    names: [
        &[
            "Mill", "Oak", "North", "King", "Queen", "Ash", "Green", "Stone", "River", "Hill",
            "Wood", "Spring", "Church", "Castle", "White", "Black", "Red", "Silver", "Fair",
            "West", "East", "South", "Bright", "Long", "High", "Clear", "Fox", "Swan", "Harp",
            "Elm", "Birch", "Maple",
        ],
        &[
            "field", "ford", "ton", "wick", "bury", "gate", "dale", "mere", "well", "brook",
            "side", "stead", "worth", "leigh", "combe", "bank", "shaw", "thorpe", "ham", "moor",
            "cliff", "haven", "mouth", "burn", "den", "holm", "ley", "stow", "by", "vale", "cot",
            "ridge",
        ],
    ],
    endings: &[
        " Road", " Street", " School", " Park", " Estate", " Avenue", " Court", " Lane",
    ],
    areas: &[
        "the north ward",
        "the harbour ward",
        "the old town",
        "the west ward",
        "the hill ward",
    ],
    since: &[
        "last year",
        "March",
        "the summer",
        "the election",
        "last month",
    ],
    titles: &[
        "{what} in {place}",
        "{place}: {what}",
        "Complaint about {what}, {place}",
        "{effect} at {place}",
    ],
    openings: &[
        "Dear council, I live in {place}, {area}. ",
        "I am writing about {place}. ",
        "",
        "As a resident of {place} I have had enough. ",
    ],
    sentences: &[
        "Since {since} there has been {what} and {effect}. ",
        "We have {what} in {place}. ",
        "I have reported it three times and nobody came. ",
        "Because of {what}, {effect}. ",
        "The office said it would look into it, and that was the last I heard. ",
    ],
    comma: ". ",
    closings: &[
        "Please do something.",
        "Thank you.",
        "",
        "When will this be put right?",
    ],
    issues: &[
        Issue {
            what: &[
                "broken street lamps",
                "a dark footpath without lighting",
                "street lights that are off",
            ],
            effects: &[
                "people fall at night",
                "it is not safe to walk",
                "we cannot see the kerb",
            ],
        },
        Issue {
            what: &[
                "missed bin collections",
                "rubbish that is never collected",
                "overflowing bins",
            ],
            effects: &[
                "there are rats",
                "the smell is terrible",
                "waste blows down the pavement",
            ],
        },
        Issue {
            what: &[
                "potholes",
                "a damaged road surface",
                "holes in the carriageway",
            ],
            effects: &[
                "cyclists are thrown off",
                "tyres burst",
                "water stands for days",
            ],
        },
        Issue {
            what: &[
                "late night music from the bar",
                "noise from the nightclub",
                "loud music after midnight",
            ],
            effects: &[
                "nobody can sleep",
                "children are kept awake",
                "windows shake",
            ],
        },
        Issue {
            what: &[
                "buses that do not turn up",
                "a cancelled bus service",
                "an unreliable bus timetable",
            ],
            effects: &[
                "we are late for work",
                "pensioners are cut off",
                "the wait is an hour",
            ],
        },
        Issue {
            what: &[
                "damp and mould in the flats",
                "black mould on the walls",
                "leaking roofs in the flats",
            ],
            effects: &[
                "my children have asthma",
                "the landlord does nothing",
                "wallpaper falls off",
            ],
        },
        Issue {
            what: &[
                "speeding cars",
                "drivers racing",
                "traffic that ignores the limit",
            ],
            effects: &[
                "a child was nearly hit",
                "crossing is impossible",
                "a crossing is needed",
            ],
        },
        Issue {
            what: &[
                "dog mess",
                "uncollected dog waste",
                "owners who do not clean up after dogs",
            ],
            effects: &[
                "prams roll through it",
                "children cannot play",
                "the grass is unusable",
            ],
        },
    ],
};
