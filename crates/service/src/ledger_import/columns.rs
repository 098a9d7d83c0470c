//! Which column of an office's ledger is which: by the names that are customary, in any order.

/// A column of the ledger that an item is planned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Problem,
    Form,
    Cause,
    Goal,
    Measure,
    Leader,
    Helping,
    Owner,
    Deadline,
    Progress,
    ForWhom,
    RelyingOn,
    WhoAmI,
}

/// The names of a field, in lower case and without spaces; the first that stands counts.
fn names(field: Field) -> &'static [&'static str] {
    match field {
        Field::Problem => &[
            "问题",
            "存在问题",
            "具体问题",
            "主要问题",
            "问题清单",
            "整改问题",
            "problem",
            "issue",
        ],
        Field::Form => &["表现形式", "具体表现", "howitshows", "form"],
        Field::Cause => &["原因", "原因分析", "产生原因", "cause"],
        Field::Goal => &["整改目标", "目标", "目标要求", "goal", "target"],
        Field::Measure => &[
            "整改措施",
            "措施",
            "具体措施",
            "整改内容",
            "measures",
            "measure",
            "action",
        ],
        Field::Leader => &["牵头领导", "责任领导", "分管领导", "leader", "leadleader"],
        Field::Helping => &[
            "协助单位",
            "配合单位",
            "协办单位",
            "责任单位(协助)",
            "helping",
            "helpingunits",
        ],
        Field::Owner => &[
            "责任科室",
            "责任人",
            "责任岗位",
            "责任部门",
            "责任单位",
            "responsibleoffice",
            "owner",
        ],
        Field::Deadline => &[
            "完成期限",
            "完成时限",
            "整改时限",
            "整改期限",
            "完成时间",
            "期限",
            "时限",
            "deadline",
            "due",
        ],
        Field::Progress => &[
            "进展",
            "整改进展",
            "进展情况",
            "整改情况",
            "完成情况",
            "progress",
        ],
        Field::ForWhom => &["为了谁", "forwhom"],
        Field::RelyingOn => &["依靠谁", "relyingon"],
        Field::WhoAmI => &["我是谁", "whoami"],
    }
}

/// Where each field stands in a row.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    headers: Vec<String>,
}

impl Columns {
    pub(super) fn of(headers: &[String]) -> Self {
        let plain = |header: &String| {
            let plain = header.chars().filter(|c| !c.is_whitespace());
            plain.collect::<String>().to_lowercase()
        };
        Self {
            headers: headers.iter().map(plain).collect(),
        }
    }

    pub(super) fn place(&self, field: Field) -> Option<usize> {
        let mut names = names(field).iter();
        names.find_map(|name| self.headers.iter().position(|header| header == name))
    }

    /// The text of a field in a row; nothing where there is no such column.
    pub(super) fn text<'r>(&self, row: &'r [String], field: Field) -> &'r str {
        let cell = self.place(field).and_then(|at| row.get(at));
        cell.map_or("", |cell| cell.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_customary_names() {
        let headers = ["序号", "存在问题", " 整改措施", "责 任 人", "完成时限"].map(str::to_owned);
        let columns = Columns::of(&headers);
        let row = ["1", "路灯不亮", "夜里走一遍", "市政科", "2026-08-31"].map(str::to_owned);
        let found = [
            Field::Problem,
            Field::Measure,
            Field::Owner,
            Field::Deadline,
        ];
        let found = found.map(|field| columns.text(&row, field));
        assert_eq!(found, ["路灯不亮", "夜里走一遍", "市政科", "2026-08-31"]);
        assert_eq!(columns.text(&row, Field::Goal), "");
        let english = ["No.", "Problem", "Responsible office"].map(str::to_owned);
        assert_eq!(Columns::of(&english).place(Field::Owner), Some(2));
    }
}
