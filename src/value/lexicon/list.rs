//! The words of the lexicon, by what they are.

use super::{NumberWord, TimeUnit, Words, start};

pub(super) const ONES: Words = &[
    ("zero", 0),
    ("nil", 0),
    ("nought", 0),
    ("naught", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
];

pub(super) const TEENS: Words = &[
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
];

pub(super) const TENS: Words = &[
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

pub(super) const SCALES: Words = &[
    ("thousand", 3),
    ("thousands", 3),
    ("lakh", 5),
    ("lakhs", 5),
    ("lac", 5),
    ("lacs", 5),
    ("million", 6),
    ("millions", 6),
    ("mln", 6),
    ("crore", 7),
    ("crores", 7),
    ("cr", 7),
    ("billion", 9),
    ("billions", 9),
    ("bn", 9),
    ("bln", 9),
    ("trillion", 12),
    ("trillions", 12),
    ("trn", 12),
    ("quadrillion", 15),
    ("quadrillions", 15),
    ("quintillion", 18),
];

pub(super) const COLLECTIVES: Words =
    &[("dozen", 12), ("dozens", 12), ("score", 20), ("scores", 20)];

pub(super) const ORDINALS: &[(&str, &str, NumberWord)] = &[
    ("zeroth", "", NumberWord::Ones(0)),
    ("first", "firsts", NumberWord::Ones(1)),
    ("second", "", NumberWord::Ones(2)),
    ("third", "thirds", NumberWord::Ones(3)),
    ("fourth", "fourths", NumberWord::Ones(4)),
    ("fifth", "fifths", NumberWord::Ones(5)),
    ("sixth", "sixths", NumberWord::Ones(6)),
    ("seventh", "sevenths", NumberWord::Ones(7)),
    ("eighth", "eighths", NumberWord::Ones(8)),
    ("ninth", "ninths", NumberWord::Ones(9)),
    ("nineth", "", NumberWord::Ones(9)),
    ("tenth", "tenths", NumberWord::Teens(10)),
    ("eleventh", "elevenths", NumberWord::Teens(11)),
    ("twelfth", "twelfths", NumberWord::Teens(12)),
    ("thirteenth", "thirteenths", NumberWord::Teens(13)),
    ("fourteenth", "fourteenths", NumberWord::Teens(14)),
    ("fifteenth", "fifteenths", NumberWord::Teens(15)),
    ("sixteenth", "sixteenths", NumberWord::Teens(16)),
    ("seventeenth", "seventeenths", NumberWord::Teens(17)),
    ("eighteenth", "eighteenths", NumberWord::Teens(18)),
    ("nineteenth", "nineteenths", NumberWord::Teens(19)),
    ("twentieth", "twentieths", NumberWord::Tens(20)),
    ("thirtieth", "thirtieths", NumberWord::Tens(30)),
    ("fortieth", "fortieths", NumberWord::Tens(40)),
    ("fiftieth", "fiftieths", NumberWord::Tens(50)),
    ("sixtieth", "sixtieths", NumberWord::Tens(60)),
    ("seventieth", "seventieths", NumberWord::Tens(70)),
    ("eightieth", "eightieths", NumberWord::Tens(80)),
    ("ninetieth", "ninetieths", NumberWord::Tens(90)),
    ("hundredth", "hundredths", NumberWord::Hundred),
    ("thousandth", "thousandths", NumberWord::Scale(3)),
    ("millionth", "millionths", NumberWord::Scale(6)),
    ("billionth", "billionths", NumberWord::Scale(9)),
    ("trillionth", "trillionths", NumberWord::Scale(12)),
];

pub(super) const MONTHS: [&str; 12] = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
];

pub(super) const WEEKDAYS: [&str; 7] = [
    "monday mondays mon",
    "tuesday tuesdays tue tues",
    "wednesday wednesdays wed weds",
    "thursday thursdays thu thur thurs",
    "friday fridays fri",
    "saturday saturdays sat",
    "sunday sundays sun",
];

pub(super) const TIME_UNITS: &[(TimeUnit, &str)] = &[
    (TimeUnit::Second, "second seconds sec secs"),
    (TimeUnit::Minute, "minute minutes min mins"),
    (TimeUnit::Hour, "hour hours hr hrs"),
    (TimeUnit::Day, "day days"),
    (TimeUnit::Weekend, "weekend weekends"),
    (TimeUnit::Week, "week weeks wk wks"),
    (TimeUnit::Fortnight, "fortnight fortnights"),
    (TimeUnit::Month, "month months"),
    (TimeUnit::Quarter, "quarter quarters"),
    (TimeUnit::Season, "season seasons"),
    (TimeUnit::Year, "year years yr yrs"),
    (TimeUnit::Decade, "decade decades"),
    (TimeUnit::Century, "century centuries"),
    (TimeUnit::Millennium, "millennium millennia"),
];

/// Words at which a reader may start, besides numbers, ordinals, months and weekdays.
pub(super) const STARTERS: &[(u8, &str)] = &[
    (
        start::AMOUNT,
        "a an half quarter couple minus negative point once twice thrice never none no nothing \
         nobody doubled doubling tripled tripling trebled quadrupled twofold threefold fourfold \
         fivefold sixfold sevenfold eightfold ninefold tenfold hundredfold few several many \
         more over above greater larger exceeding exceeds exceeded excess upward upwards beyond \
         better well at no not minimum less fewer under below lower smaller up maximum as nearly \
         almost close just approaching about around roughly some approximately approx circa \
         estimated an only exactly precisely merely mere slightly little from between in any \
         another all full whole entire both every per tens bigger hours days weeks months years decades centuries \
         minutes seconds fortnight exceed plus age aged double triple treble quadruple low high early mid late
         twenties thirties forties fifties sixties seventies eighties nineties last past previous next
         coming upcoming",
    ),
    (
        start::DATE,
        "today yesterday tomorrow tonight now recently currently last past this next previous \
         coming following earlier later early late mid the a an spring summer autumn fall winter \
         christmas thanksgiving easter halloween new from between in year quarter month week \
         decade weekend day days weeks months years decades century recent end beginning start \
         middle half since until before after by mid q h fy ago overnight the xmas good black ash palm
         mother mothers father fathers earth mlk martin valentine valentines patrick patricks
         presidents memorial independence labor labour columbus election veterans boxing st saint
         fiscal nearly almost about around over more some roughly less several few many couple minutes
         hours latter hourly daily weekly monthly yearly annually every each
         upcoming tonite rest remainder final everyday nightly biweekly bi semi right no not as prior that
         juneteenth epiphany pentecost ascension whit trinity maundy holy mardi shrove orthodox king kings
         bastille workers international all fortnightly bimonthly quarterly
         semiannually biennially morning afternoon evening night q1 q2 q3 q4",
    ),
    (
        start::TIME,
        "noon midnight midday mid half quarter at a from between in since after before until till \
         later earlier prior early late no not as",
    ),
    (start::ORDINAL, "a next penultimate antepenultimate"),
    (
        start::POLARITY,
        "not never no cannot didn doesn don isn wasn aren weren hasn haven hadn won wouldn couldn \
         can shouldn failed fails fail failing refused refuses refuse refusing declined declines \
         decline declining denied denies deny denying rejected rejects reject ruled rules rule \
         ruling without neither nor has have had yet stopped ceased avoided unable",
    ),
];

/// Words at which a date may start, but only by what follows: a unit of time, a month, a weekday, a figure.
pub(super) const LEADS: &str = "
    last this next previous coming following earlier later early late mid the a an new from between in recent
    end beginning start middle half since until before after by q h good black ash palm mother mothers father
    fathers earth mlk martin valentine valentines patrick patricks presidents memorial independence labor
    labour columbus election veterans boxing st saint fiscal nearly almost about around over more some roughly
    less several few many couple latter every each upcoming rest remainder final right no not as prior that
    ascension whit trinity maundy holy shrove orthodox king kings bastille workers international all
";

/// Words that continue a reading, or whose presence decides between two.
pub(super) const OTHERS: &str = "
    and or to than of least most more fewer less per cent percent percentage percentages percents
    point points basis bps pct times time fold odd so plus through till long old ago hence
    from between before after since earlier later following within during for on with is are was
    were be been being has have had do does did will would can could may might must shall should
    he she it they we you i that which who whom whose this these those his her its their our my
    your there here what when where why how if because while as by into onto against among but
    not nor either neither yet then another other others same such own each every any all both
    user thing things way who ones s t d re ve ll m p am pm o clock a b c e f g h k n q r u v w x
    est edt pst pdt cst cdt mst mdt gmt utc bst cet cest msk ist jst local morning mornings
    afternoon afternoons evening evenings night nights noon midnight dawn dusk daybreak lunchtime
    square sq cubic cu degrees degree deg celsius centigrade fahrenheit kelvin below above zero
    absolute hong kong us american canadian australian singapore zealand taiwan taiwanese swiss
    british chinese japanese indian russian mexican egyptian sterling united states swedish
    norwegian danish hk nz south korean north turkish brazilian saudi emirati thai
    chief hand hands party man men woman women person people week
    half halves whole couple number amount total region neighborhood neighbourhood excess north
    shy short equal exceed multiples quarters third-quarter eve day ad bc bce ce election
    labor labour memorial martin luther king independence valentine valentines patrick
    veterans columbus presidents boxing good fiscal financial trading business working calendar
    current comparable annual winter autumn coming rest much many
    go gone went back due out off on held expected scheduled met said says told
    thing end fold ages aged age o'clock
    set scheduled planned slated upcoming effective payable plan plans begin begins metric exceed
    bigger equaling equal equals naught spring summer sept mil tln
    future near immediate very took takes use thick wide tall deep high billionths firsts
    again approximate afterward afterwards preceding cubed doubt down et even fifties final fluid forties higher latter longer
    matter nautical nearing nineties older olds patrick patricks post pre quite seventies sixties
    eighties thirties twenties sooner split squared sub thereabouts troy wonder younger means
    yo old lived lasting running straight consecutive successive full entire mere further
    rise rises rose risen rising increase increases increased increasing grow grows grew grown growing
    jump jumps jumped jumping climb climbs climbed climbing gain gains gained gaining soar soars soared
    soaring surge surges surged surging advance advances advanced advancing fall falls fell fallen
    falling drop drops dropped dropping decline declines declined declining decrease decreases decreased
    decreasing slip slips slipped slipping slide slides slid sliding sink sinks sank sunk tumble tumbles
    tumbled tumbling plunge plunges plunged plunging shrink shrinks shrank shrunk ease eases eased
    easing dip dips dipped edge edges edged edging tick ticked inch inched firmed rebounded rallied
    raise raises raised raising lower lowers lowered lowering cut cuts cutting expand expands expanded
    narrow narrowed widen widened shed sheds strengthened weakened accelerated slowed quickened up down
    double triple treble quadruple vote votes voted won win lost beat led defeated score
    jr gras saints great latest period same comparable bi semi mornings afternoons evenings right present going ended
    ending starting remainder oclock thru untill approximately prior
    additional extra upper pair passed approved adopted temperature temperatures fever heat take lasted lasts spent tn mid late early part turn middle start beginning close
";
