//! Sources that a claim rests on and that could not be read: what was not checked never passes.

use super::{Findings, Ground, failure};
use crate::claim::Claim;
use crate::source::SourceId;
use crate::span::Span;
use crate::verdict::{Answer, Role, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for (id, span, role) in cited(claim) {
        if ground.source(id).is_none() {
            fail(claim, id, span, findings);
            findings
                .answers
                .extend(role.map(|role| Answer::new(id, role, Verdict::Unread)));
        }
    }
    for absent in claim
        .absent
        .iter()
        .filter(|absent| absent.source.value.is_none())
    {
        for id in ground.unread {
            fail(claim, id, absent.source.span, findings);
        }
    }
}

/// The sources that a claim names, each with the key that names it.
pub(super) fn cited(claim: &Claim) -> Vec<(&SourceId, Span, Option<Role>)> {
    let mut cited = Vec::new();
    for evidence in &claim.evidence {
        let role = evidence.stance.role();
        cited.push((&evidence.source.value, evidence.source.span, Some(role)));
    }
    for count in &claim.count {
        cited.push((&count.source.value, count.source.span, Some(Role::Count)));
    }
    for absent in &claim.absent {
        let id = absent.source.value.as_ref();
        cited.extend(id.map(|id| (id, absent.source.span, Some(Role::Absent))));
    }
    for order in &claim.order {
        cited.push((&order.source.value, order.source.span, Some(Role::Order)));
    }
    for together in &claim.together {
        cited.push((
            &together.source.value,
            together.source.span,
            Some(Role::Together),
        ));
    }
    let silent = claim
        .silent
        .iter()
        .chain(claim.unrelated.iter().map(|(id, _)| id));
    cited.extend(silent.map(|id| (&id.value, id.span, None)));
    cited
}

fn fail(claim: &Claim, id: &SourceId, span: Span, findings: &mut Findings) {
    let message = format!("{id} could not be read, so that the claim is not checked against it");
    findings.fail(
        failure(claim, "unread-source", span, message, "rests on it")
            .help("mend what the report says of this source first"),
    );
}
