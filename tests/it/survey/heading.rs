//! A heading that names a paper is nobody who says what stands under it.

use claimtest::compare::survey::Grade;

use super::between;

#[test]
fn a_heading_over_a_passage_says_nothing() {
    let said = "“We will not open a bridge that we cannot vouch for,” said Ines Okafor, who runs the bridge.";
    for digest in [
        "NORTH POST\n“We will not open a bridge that we cannot vouch for.” Thus the owners of the bridge, on page one.",
        "The Valley Ledger\nThe owners were blunt. “We will not open a bridge that we cannot vouch for,” she told it.",
        "HARBOUR ECHO\n\nThe bridge is empty. “We will not open a bridge that we cannot vouch for,” she says in it.",
        "NORTH POST: “We will not open a bridge that we cannot vouch for.”",
    ] {
        let items = between("heading", digest, said);
        let is_given_to_two = items.iter().any(|it| it.grade == Grade::Attribution);
        assert!(!is_given_to_two, "{digest}");
    }
    let other =
        "“We will not open a bridge that we cannot vouch for,” said Rolf Taber of the bridge.";
    let mut items = between("heading", other, said).into_iter();
    assert!(items.any(|it| it.grade == Grade::Attribution));
}
