//! How much a word says wherever it stands: function words nothing, words of all news a little.
//!
//! The lists are general English, not drawn from any project's sources, so that what a word weighs
//! does not change when a source comes or goes.

use std::sync::LazyLock;

use super::stem::stem;
use crate::index::{Form, Listed};

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
    enough else besides unlike whereas soon always \
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

/// Words that are common in any writing: each says something, but two texts that both use it need not be
/// about one thing.
const COMMON: &str = "ability accept account achieve achievement act action activity actually \
    additional advance advantage affair affect agency agree agreement aim allow alone answer apart \
    apparently appearance apply approach argue argument arise arrange aspect assume attempt attend \
    attention attitude attract author average avoid aware background balance base basic basis \
    behave behavior belief benefit best better bit body book bottom brief briefly bright broad \
    build building business busy capable career careful carefully carry cause center certainly \
    challenge chance change character characteristic cheap check chief child choice choose \
    circumstance class clean clear clearly close club cold collect combine comfort command commit \
    common commonly community company compare comparison complain complete completely concept \
    concern condition confidence confirm connect connection consequence consider consist constantly \
    contain content context contribute contribution control copy correct correctly cost count \
    couple course cover create creation culture cut daily dark data date deal decide decision \
    decrease deep deeply defend degree deliver deny department description deserve design desire \
    detail determine develop development device difference difficult direct directly discover \
    discuss discussion distance distant divide document door doubt draw drive drop duty ease easily \
    easy economic economy edge education effect effectively effort element empty enable encourage \
    engage enjoy enormous enter entire entirely environment equal equipment especially essential \
    essentially event eventually evidence exact exactly examine example except exchange exercise \
    exist existence existing expand expect expensive experience experiment express expression \
    extend extent extra extreme eye face factor fail failure fair fall familiar family famous \
    fashion fast favor favour fear feature field figure fill final finally fine finish firmly fit \
    fix focus food foot force foreign forget form formal formally fortunately forward free freedom \
    frequent frequently fresh friend friendly front fully function further gain gather general \
    generally genuine goal grade gradually grand grant greatly ground grow growth guess guest guide \
    habit half hand handle happen happy hard harm head hear heart heavy height hide highlight \
    highly hit home hope hopefully hot house huge human hurt idea ideal ideally identify identity \
    ignore image imagine immediate immediately impact impression improve income increase \
    increasingly independent indicate individual industry influence inform information initial \
    initially inside insist instance instantly institution instrument intend intense intention \
    interest introduce introduction invite involve item job join journey judge judgment knowledge \
    lack language largely latest launch law lay length lesson letter level lie life lift light \
    limit limited line link list listen live load locate location loose lose love lower luck \
    machine mainly maintain majority manage manner mark market mass massive master material matter \
    maximum mean measure medium meet meeting memory mental mention mere merely message method \
    middle military mind minimum minor mistake mix model modern modest moment money mood moral \
    mostly motion movement name narrow natural nature necessarily necessary neighbor normal \
    normally notice notion object objective observe obtain obvious obviously occasion occur odd \
    offer office officially often ongoing open opening openly operate operation opportunity oppose \
    opposition order ordinary organisation organization origin original originally outside overall \
    pack page pair paper particular particularly partly pass pattern pause pay payment peace \
    perfect perfectly perform performance period permanent personal phase phrase physical pick \
    picture piece plain plan plant platform play pleasure plenty policy politics poor popular \
    position positive possess possibly post potential potentially power practical practice \
    precisely prefer prepare presence pressure prevent previous previously price pride primarily \
    primary principle prior private privately probably problem procedure process produce product \
    program progress project promise promote proof proper properly property proportion prospect \
    protect prove provide publicly pull pure purely purpose push quality quantity quarter question \
    quick quickly quiet raise range rank rapid rapidly rare rarely rate reach react reaction read \
    reader readily ready realise reality realize reason reasonably recall receive recognize \
    recommend record recover reduce refer reference reflect refuse regard region regret regular \
    regularly reject relate relation relationship relatively release rely remark remarkably \
    remember remove repeat repeatedly replace reply reportedly represent request require research \
    reserve resist respect respectively respond response responsibility responsible rest result \
    return reveal review rich right rise risk road role room roughly round route routine row rule \
    run save scale scene school score search season seat secret section secure security seek select \
    send sense separate sequence series serious seriously serve service settle severe severely \
    shape share sharply shift shock sight sign signal significant significantly silence similar \
    similarly simple simply simultaneously single sit site situation skill slight slightly slow \
    slowly social society soft solely solid solution solve sometimes somewhat sorry sound spare \
    special specific specifically speed spend spirit split spot spread square stable staff stage \
    stand standard star status stay steadily steady step stick stop store story strange strategy \
    street strength stretch strict string strong strongly structure struggle study stuff style \
    subject succeed success successful successfully suddenly suffer sufficiently suggest sum \
    support suppose sure surely surface surprise surround survive switch symbol system talent \
    target task team technical technique temporarily tend term terms test thick thin thoroughly \
    throw tie tight tiny tip title tone tool top topic total touch tough town track trade tradition \
    traditional train training transfer travel treat treatment trip trouble truly trust truth type \
    typically ultimately understand unfortunately unit unite unlikely unusually upper urge usual \
    usually value variety vary vast version view virtually vision visit vital voice volume wait \
    walk war warm watch weak welcome wide widely willing win wish wonder word worry worse worst \
    worth wrong young zone";

/// How a function word ends that is joined to the word before it.
const CONTRACTED: [&str; 5] = ["n't", "'ll", "'re", "'ve", "'d"];

fn stems(list: &'static str) -> Listed<()> {
    let words = list.split_whitespace();
    Listed::new(words.map(|word| (stem(Form::new(word)), ())))
}

/// What a word weighs before its texts are looked at, from 0 to 1. Takes a lower-case word and its stem.
pub(super) fn rank(word: Form<'_>, stem: Form<'_>) -> f32 {
    static FUNCTION_WORDS: LazyLock<Listed<()>> = LazyLock::new(|| Listed::of(FUNCTION));
    static LIGHT_STEMS: LazyLock<Listed<()>> = LazyLock::new(|| stems(LIGHT));
    if word.letters.starts_with('\'') {
        let word = Form::new(word.letters.trim_start_matches('\''));
        return rank(word, super::stem::stem(word));
    }
    let is_contracted = CONTRACTED
        .iter()
        .any(|ending| word.letters.ends_with(ending));
    if word.letters.chars().nth(1).is_none() || is_contracted || FUNCTION_WORDS.holds(word) {
        return 0.0;
    }
    if LIGHT_STEMS.holds(stem) {
        return 0.35;
    }
    if word.letters.starts_with(|c: char| c.is_ascii_digit()) {
        return 0.6;
    }
    1.0
}

/// Whether a word is common in any writing. Takes its stem.
pub(super) fn is_common(stem: Form<'_>) -> bool {
    static COMMON_STEMS: LazyLock<Listed<()>> = LazyLock::new(|| stems(COMMON));
    COMMON_STEMS.holds(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_more_weigh_more() {
        let ranks = ["the", "'s", "said", "wednesday", "2023", "pipeline"].map(|word| {
            let word = Form::new(word);
            rank(word, stem(word))
        });
        assert!(ranks.windows(2).all(|pair| pair[0] <= pair[1]), "{ranks:?}");
        assert!(ranks[1] < ranks[2] && ranks[3] < ranks[4] && ranks[4] < ranks[5]);
    }
}
