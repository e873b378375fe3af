//! What people do, and what undoes it, in the words that English has for it.
//!
//! A line is one deed: before the bar stand words that say that it is done, after it those that say the
//! opposite. `_` joins a verb with a word that follows it, at once or a few words later (“switched the power
//! off”). A word may stand in several lines: the deed is known by what else is the same.

/// One deed a line.
pub(super) const DEEDS: &[&str] = &[
    // What is spoken of, and asked.
    "mention bring_up refer_to touch_on talk_about talk_of speak_about speak_of discuss address raise \
     | omit leave_out leave_unmentioned pass_over gloss_over skip_over",
    "answer_question take_question field_question be_questioned answer_reporter | dodge_question",
    "meet sit_down conversation receive talk_to talk_with speak_to speak_with | snub",
    "call_on call_for demand urge ask_to press_for | ",
    "request ask_for apply_for seek | ",
    "invite invitation | ",
    "summon call_in order_in | ",
    "apologise apologize say_sorry apology | ",
    "warn alert sound_alarm raise_alarm | ",
    "order tell_to instruct give_order command | ",
    "consult check look_at glance inspect examine review study view look watch | ",
    "explain account_for give_reason | ",
    // Sounds and power.
    "sound wail blare ring go_off | silent mute stay_quiet",
    "switch_on turn_on power_up leave_on keep_running leave_running \
     | switch_off turn_off shut_off power_down cut_power cut_off shut_down unplug disconnect",
    "open reopen | close shut shutter",
    "lock bolt seal | unlock unseal",
    "work function operate | malfunction break_down",
    "hold_out hold_up | run_dry run_out dry_up give_out",
    // Made and unmade.
    "destroy raze gut wreck level demolish ruin burn_down burn_ground flatten obliterate incinerate \
     | spare untouched undamaged unscathed intact unharmed survive unaffected",
    "damage harm | undamaged unscathed intact unharmed untouched",
    "injure wound hurt | unhurt uninjured unharmed unscathed",
    "start spark ignite trigger cause kindle set_off set_alight set_fire touch_off \
     | extinguish put_out douse",
    "force break_open prise_open smash_open break_in burst_open | ",
    "build erect construct put_up | tear_down pull_down demolish",
    "lift scrap abolish repeal revoke rescind remove \
     | impose retain extend prolong uphold",
    "cancel scrap call_off abandon | proceed go_ahead take_place",
    "postpone delay put_off push_back put_back | bring_forward",
    "use used deploy resort_to make_use | ",
    // Law.
    "arrest detain apprehend take_custody take_into hold_custody | release set_free let_go",
    "charge indict prosecute | clear exonerate",
    "convict find_guilty | acquit find_innocent",
    "sue file_suit file_lawsuit bring_suit bring_lawsuit take_court | ",
    "jail imprison lock_up | free release",
    "lead head in_charge conduct direct oversee | ",
    // Aid.
    "rescue save pluck evacuate bring_safety | abandon strand",
    "run operate manage organise organize | ",
    "treat take_hospital care_for | ",
    // Money and papers.
    "pay finance fund foot_bill bear_cost pick_bill pay_for | ",
    "sign ink put_name initial seal | ",
    "publish release issue put_out make_public | withhold keep_secret hold_back suppress",
    "lay put_down place | ",
    "sell sell_off dispose_of | hold_onto",
    "buy purchase acquire snap_up | ",
    "own possess | ",
    // Office.
    "resign step_down quit stand_down resignation | stay_on remain_in",
    "hire appoint recruit | sack dismiss lay_off",
    "attend take_part show_up turn_up present | boycott stay_away miss absent",
    "accept agree_to approve endorse back | reject turn_down veto spurn rebuff vote_down",
    "cooperate collaborate work_with | ",
    "score | ",
    "equalise equalize level draw_level | ",
    "attack assault set_upon ambush | ",
    "replace come_for take_over_from | ",
    "found establish set_up | dissolve disband",
    "design devise | ",
    "photograph film record | ",
    "write author pen | ",
    "donate give_to hand_over contribute | ",
    "teach train coach | ",
    // How it is.
    "peaceful calm peacefully | violent violently",
    "safe safely | unsafe dangerous",
    "insured | uninsured",
    "armed | unarmed",
    "public publicly | secret private secretly privately",
    "empty deserted | full packed crowded",
    "unanimous unanimously | divided split",
    "voluntary voluntarily | compulsory mandatory forced",
    "aware | unaware",
    "ready | unready unprepared",
    "sober | drunk",
    "conscious | unconscious",
    "married | unmarried single divorced",
];
