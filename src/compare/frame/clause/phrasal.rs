//! Verbs that are another one with the word after them: “turned down” is “rejected”.

use std::sync::LazyLock;

use super::super::stem::stem;
use crate::index::Form;

/// The word that means the same, then verbs with the word that makes them mean it.
///
/// General English; a verb with its particle has one
/// meaning here, the one that news uses it in.
const PHRASES: &[(&str, &str)] = &[
    ("reject", "turn_down throw_out vote_down"),
    ("exclude", "rule_out"),
    ("cancel", "call_off"),
    ("postpone", "put_off push_back put_back hold_over"),
    (
        "resign",
        "step_down stand_down lay_down step_aside stand_aside give_up_post",
    ),
    (
        "remain",
        "stay_on hang_on carry_on cling_on hold_on stay_put",
    ),
    ("happen", "take_place come_about go_ahead come_off"),
    ("attend", "take_part show_up turn_up sit_in"),
    ("miss", "stay_away"),
    ("build", "put_up set_up"),
    ("demolish", "tear_down pull_down knock_down"),
    ("collapse", "come_down cave_in fall_down"),
    ("extinguish", "put_out"),
    (
        "ignite",
        "set_alight set_fire set_ablaze touch_off set_off spark_off",
    ),
    ("explode", "blow_up go_off"),
    ("burn", "burn_down go_flames burn_ground"),
    ("evacuate", "bring_safety take_safety lead_safety"),
    ("arrest", "pick_up take_custody take_into round_up"),
    ("release", "let_go set_free let_off let_out"),
    (
        "mention",
        "bring_up refer_to touch_on talk_of talk_about speak_of speak_about allude_to",
    ),
    (
        "omit",
        "leave_out leave_unmentioned pass_over gloss_over skip_over",
    ),
    ("discuss", "talk_over go_over"),
    ("submit", "hand_in send_in turn_in"),
    ("surrender", "give_in give_up back_down give_way"),
    ("investigate", "look_into"),
    ("examine", "go_through look_over"),
    ("check", "look_at glance_at"),
    ("tolerate", "put_up_with"),
    ("reveal", "let_out give_away make_public make_known"),
    ("discover", "find_out come_across"),
    (
        "continue",
        "carry_on go_on keep_on press_on keep_going keep_running",
    ),
    ("perform", "carry_out"),
    ("establish", "set_up"),
    ("abolish", "do_away"),
    ("dismiss", "lay_off"),
    ("replace", "take_over_from stand_in fill_in come_for"),
    ("acquire", "take_over buy_up snap_up"),
    ("sell", "sell_off"),
    ("close", "shut_down close_down lock_up"),
    (
        "disconnect",
        "switch_off turn_off shut_off cut_off power_down cut_power",
    ),
    ("activate", "switch_on turn_on power_up"),
    ("fail", "break_down fall_through give_out"),
    ("deplete", "run_out run_dry dry_up"),
    ("escape", "get_away break_out run_away"),
    ("enter", "get_in break_in walk_in"),
    ("leave", "walk_out go_away move_out drop_out"),
    ("return", "come_back go_back bring_back give_back send_back"),
    ("arrive", "touch_down"),
    ("summon", "call_in order_in"),
    ("recall", "call_back order_back take_back"),
    ("demand", "call_for call_on press_for"),
    ("request", "ask_for apply_for"),
    ("alert", "sound_alarm raise_alarm tip_off"),
    ("pay", "foot_bill fork_out shell_out pick_bill bear_cost"),
    ("answer", "take_question field_question"),
    ("sign", "put_name"),
    (
        "sue",
        "take_court file_suit file_lawsuit bring_suit bring_lawsuit bring_case",
    ),
    ("meet", "sit_down hold_talks"),
    ("support", "stand_by"),
    ("oppose", "vote_against come_against speak_against"),
    ("approve", "vote_for vote_through wave_through sign_off"),
    ("intervene", "step_in"),
    ("separate", "split_up break_up"),
    ("succeed", "pull_off"),
    ("obey", "comply_with abide_by"),
    ("raise", "put_up"),
    ("reduce", "cut_back scale_back scale_down bring_down"),
    ("begin", "set_off start_off kick_off get_under"),
    ("know", "be_aware"),
    ("die", "pass_away lose_life"),
    ("tie", "draw_level"),
    ("choose", "opt_for settle_on"),
    ("calm", "calm_down"),
];

/// A verb with a word after it.
struct Phrase {
    verb: u32,
    /// The words that must follow, in order, not all of them next to one another.
    next: Vec<u32>,
    means: &'static str,
}

static KNOWN: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let key = |word: &str| stem(Form::new(word)).key;
    let mut known = Vec::new();
    for &(means, phrases) in PHRASES {
        for phrase in phrases.split_whitespace() {
            let mut words = phrase.split('_').map(key);
            let verb = words.next().unwrap_or_default();
            known.push(Phrase {
                verb,
                next: words.collect(),
                means,
            });
        }
    }
    known.sort_by_key(|it: &Phrase| (it.verb, std::cmp::Reverse(it.next.len())));
    known
});

/// What a verb and the words after it mean, and which of these is the last; they are given by their stems.
pub(super) fn phrasal(verb: u32, after: &[u32]) -> Option<(&'static str, usize)> {
    let known = &*KNOWN;
    let start = known.partition_point(|it| it.verb < verb);
    let mut own = known[start..].iter().take_while(|it| it.verb == verb);
    own.find_map(|it| {
        let mut from = 0;
        for next in &it.next {
            from += after[from..].iter().position(|word| word == next)? + 1;
        }
        Some((it.means, from))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_and_its_particle_are_another_verb() {
        let key = |word: &'static str| stem(Form::new(word)).key;
        let meant = |words: [&'static str; 3]| {
            let [verb, rest @ ..] = words.map(key);
            phrasal(verb, &rest).map(|(means, _)| means)
        };
        assert_eq!(meant(["turned", "it", "down"]), Some("reject"));
        assert_eq!(meant(["took", "his", "hat"]), None);
    }
}
