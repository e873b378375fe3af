//! How much a word says wherever it stands: function words nothing, words of all news a little.
//!
//! The lists are general English, not drawn from any project's sources, so that what a word weighs
//! does not change when a source comes or goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::stem::stem;

/// Words that hold a sentence together and say nothing of its subject.
const FUNCTION: &str = "a an the this that these those such same other another each every either \
    neither both all any some no none nothing something anything everything nobody somebody anyone \
    someone everyone i me my mine myself you your yours yourself he him his himself she her hers \
    herself it its itself we us our ours ourselves they them their theirs themselves who whom whose \
    which what when where why how whether if unless until while because since although though as \
    than then so too also even just only still yet already again ever never not nor and or but for \
    of to in on at by with from into onto over under up down out off about above below between among \
    through during before after against toward towards without within along across behind beyond \
    near per via upon around throughout despite amid is are was were be been being am do does did \
    doing done have has had having will would shall should can could may might must ought need used \
    get got getting let here there now very much many more most less least few fewer own well however \
    meanwhile moreover therefore thus hence indeed instead rather quite perhaps maybe almost nearly \
    s t re ve ll d m o one";

/// Words that news uses of anything; they count for less than the rest.
const LIGHT: &str = "say tell add ask call note report state statement comment announce describe explain \
    write speak talk claim accord according think believe know see look find show seem appear become \
    make take give go come put set keep leave bring hold turn move work use want like try help start \
    begin end continue remain include follow lead part way thing case point fact side place area \
    kind sort lot number group member people person man woman day week month year hour minute time \
    today yesterday tomorrow morning afternoon evening night monday tuesday wednesday thursday friday \
    saturday sunday january february march april june july august september october november \
    december last next first second third new old long short big small large little great good bad \
    high low early late recent recently current currently former future past present major key main \
    important different several various whole full real true certain possible likely able available \
    two three four five six seven eight nine ten hundred thousand million billion country nation \
    world government official officials president presidency minister ministry leader leadership spokesman spokeswoman spokesperson \
    mr mrs ms dr international national public political local city source news media press \
    percent around back away far ahead once twice together toward due including among \
    meanwhile earlier later ago expected told source";

fn stems(list: &str) -> HashSet<String> {
    list.split_whitespace()
        .map(|word| stem(word).to_owned())
        .collect()
}

/// What a word weighs before its texts are looked at, from 0 to 1. Takes a lower-case word.
pub(super) fn rank(word: &str) -> f32 {
    static FUNCTION_WORDS: LazyLock<HashSet<&str>> =
        LazyLock::new(|| FUNCTION.split_whitespace().collect());
    static LIGHT_STEMS: LazyLock<HashSet<String>> = LazyLock::new(|| stems(LIGHT));
    let word = word.trim_start_matches('\'');
    if word.chars().count() < 2 || FUNCTION_WORDS.contains(word) {
        return 0.0;
    }
    if LIGHT_STEMS.contains(stem(word)) {
        return 0.35;
    }
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return 0.6;
    }
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_more_weigh_more() {
        let ranks = ["the", "'s", "said", "wednesday", "2023", "pipeline"].map(rank);
        assert!(ranks.windows(2).all(|pair| pair[0] <= pair[1]), "{ranks:?}");
        assert!(ranks[1] < ranks[2] && ranks[3] < ranks[4] && ranks[4] < ranks[5]);
    }
}
