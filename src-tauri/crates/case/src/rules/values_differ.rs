//! F123: two fields that should say the same do not.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::Look;
use crate::other::key;

pub(super) fn values_differ(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::SameAs { field, other } = &check.rule else { continue };
        let (one, two) = (key(look.case, field), key(look.case, other));
        if one.is_empty() || two.is_empty() || one == two {
            continue;
        }
        let message = format!("“{}”与“{}”写得不一样。", look.label(field), look.label(other));
        findings.push(look.weighed(Code::ValuesDiffer, check, field, message, "请使两处一致。"));
    }
}
