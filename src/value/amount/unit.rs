//! Units: what a figure counts, and how units of one dimension convert into one another.
//!
//! Factors are exact by definition (the international mile is 1,609.344 m), but for the radian's. Symbols are told apart
//! by letter case (`MW` is not `mW`); names are not. A bare “ton” is the metric one: news does not
//! say which it means, and the three in use lie within ten percent of one another.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::exact::Exact;
use super::super::lexicon::TimeUnit;
use crate::literal::Literal;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Temperature,
    Speed,
    Data,
    DataRate,
    Energy,
    Power,
    Pressure,
    Frequency,
    Voltage,
    Current,
    Force,
    Angle,
    Light,
}

/// A unit of measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Measure {
    /// How the canonical form writes it.
    pub(crate) name: &'static str,
    pub(crate) dimension: Dimension,
    /// How many of the dimension's base units it is: numerator and denominator.
    pub(crate) factor: (i128, i128),
    /// What must be added before multiplying; other than 0 for temperatures only.
    pub(crate) offset: (i128, i128),
    /// Its names, lower case, each a single word.
    pub(crate) words: &'static str,
    /// Its symbols, letter case and all.
    pub(crate) symbols: &'static str,
}

impl Measure {
    /// `value` of this unit in the dimension's base unit.
    pub(crate) fn in_base(&self, value: Exact) -> Option<Exact> {
        value
            .plus(Exact::new(self.offset.0, self.offset.1)?)?
            .times(Exact::new(self.factor.0, self.factor.1)?)
    }

    /// `value` of the dimension's base unit in this unit.
    pub(crate) fn out_of_base(&self, value: Exact) -> Option<Exact> {
        value
            .over(Exact::new(self.factor.0, self.factor.1)?)?
            .minus(Exact::new(self.offset.0, self.offset.1)?)
    }
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub(crate) enum Unit {
    /// Nothing named: a plain number.
    One,
    /// Parts of a hundred.
    Percent,
    /// Differences between percentages.
    PercentPoint,
    /// An ISO 4217 code.
    Money(#[serde(with = "crate::literal")] Literal),
    /// Time that passes.
    Time(TimeUnit),
    /// Time that somebody or something has lived.
    Age(TimeUnit),
    /// A unit of measurement.
    Measure(#[serde(with = "measured")] &'static Measure),
}

/// A measure as it is kept: by its name.
mod measured {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Measure, by_name};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "fields are handed over so"
    )]
    pub(super) fn serialize<S: Serializer>(
        measure: &&'static Measure,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        measure.name.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<&'static Measure, D::Error> {
        let name = <&str>::deserialize(from)?;
        by_name(name).ok_or_else(|| D::Error::custom("a measure that there is not"))
    }
}

/// The measure with this symbol, in this letter case.
pub(crate) fn by_symbol(symbol: &str) -> Option<&'static Measure> {
    static SYMBOLS: LazyLock<HashMap<&str, &Measure>> = LazyLock::new(|| {
        let mut symbols = HashMap::new();
        for measure in MEASURES {
            for symbol in measure.symbols.split_terminator(' ') {
                symbols.entry(symbol).or_insert(measure);
            }
        }
        symbols
    });
    SYMBOLS.get(symbol).copied()
}

/// The measure with this canonical name.
pub(crate) fn by_name(name: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.name == name)
}

/// The unit of area or volume on a unit of length: `square` kilometres are `km²`.
pub(crate) fn raised(length: &Measure, power: char) -> Option<&'static Measure> {
    (length.dimension == Dimension::Length).then_some(())?;
    MEASURES.iter().find(|measure| {
        measure
            .name
            .strip_suffix(power)
            .is_some_and(|base| base == length.name)
    })
}

const fn measure(
    name: &'static str,
    dimension: Dimension,
    factor: (i128, i128),
    words: &'static str,
    symbols: &'static str,
) -> Measure {
    Measure {
        name,
        dimension,
        factor,
        offset: (0, 1),
        words,
        symbols,
    }
}

use Dimension::{
    Angle, Area, Current, Data, DataRate, Energy, Force, Frequency, Length, Light, Mass, Power,
    Pressure, Speed, Temperature, Voltage, Volume,
};

/// Every unit that is read. Base units: m, m², m³, kg, K, m/s, byte, bit/s, J, W, Pa, Hz, V, A, N, °, cd.
#[rustfmt::skip]
pub(crate) static MEASURES: &[Measure] = &[
    measure("nm", Length, (1, 1_000_000_000), "nanometre nanometres nanometer nanometers", "nm"),
    measure("µm", Length, (1, 1_000_000), "micrometre micrometres micrometer micrometers micron microns", "µm μm um"),
    measure("mm", Length, (1, 1000), "millimetre millimetres millimeter millimeters", "mm mms"),
    measure("cm", Length, (1, 100), "centimetre centimetres centimeter centimeters", "cm cms"),
    measure("dm", Length, (1, 10), "decimetre decimetres decimeter decimeters", "dm"),
    measure("m", Length, (1, 1), "metre metres meter meters", "m"),
    measure("km", Length, (1000, 1), "kilometre kilometres kilometer kilometers kms", "km Km KM"),
    measure("in", Length, (254, 10_000), "inch inches", "″"),
    measure("ft", Length, (3048, 10_000), "foot feet ft", "ft ′"),
    measure("yd", Length, (9144, 10_000), "yard yards yd yds", "yd"),
    measure("mi", Length, (1_609_344, 1000), "mile miles", "mi"),
    measure("nmi", Length, (1852, 1), "", "nmi"),
    measure("ly", Length, (9_460_730_472_580_800, 1), "lightyear lightyears", "ly"),
    measure("mm²", Area, (1, 1_000_000), "", ""),
    measure("cm²", Area, (1, 10_000), "", "sqcm"),
    measure("m²", Area, (1, 1), "sqm", "sqm"),
    measure("km²", Area, (1_000_000, 1), "sqkm", "sqkm"),
    measure("in²", Area, (64516, 100_000_000), "", "sqin"),
    measure("ft²", Area, (9_290_304, 100_000_000), "sqft", "sqft"),
    measure("yd²", Area, (83_612_736, 100_000_000), "", ""),
    measure("mi²", Area, (2_589_988_110_336, 1_000_000), "", "sqmi"),
    measure("ha", Area, (10_000, 1), "hectare hectares", "ha"),
    measure("acre", Area, (40_468_564_224, 10_000_000), "acre acres", "ac"),
    measure("ml", Volume, (1, 1_000_000), "millilitre millilitres milliliter milliliters mls", "ml mL"),
    measure("cl", Volume, (1, 100_000), "centilitre centilitres centiliter centiliters", "cl cL"),
    measure("dl", Volume, (1, 10_000), "decilitre decilitres deciliter deciliters", "dl dL"),
    measure("l", Volume, (1, 1000), "litre litres liter liters", "l L"),
    measure("hl", Volume, (1, 10), "hectolitre hectolitres hectoliter hectoliters", "hl hL"),
    measure("mm³", Volume, (1, 1_000_000_000), "", ""),
    measure("cm³", Volume, (1, 1_000_000), "", "cc"),
    measure("m³", Volume, (1, 1), "", ""),
    measure("km³", Volume, (1_000_000_000, 1), "", ""),
    measure("ft³", Volume, (28_316_846_592, 1_000_000_000_000), "", ""),
    measure("in³", Volume, (16_387_064, 1_000_000_000_000), "", ""),
    measure("yd³", Volume, (764_554_857_984, 1_000_000_000_000), "", ""),
    measure("gal", Volume, (3_785_411_784, 1_000_000_000_000), "gallon gallons", "gal gals"),
    measure("qt", Volume, (946_352_946, 1_000_000_000_000), "quart quarts", "qt"),
    measure("pint", Volume, (473_176_473, 1_000_000_000_000), "pint pints", "pt"),
    measure("cup", Volume, (2_365_882_365, 10_000_000_000_000), "cup cups", ""),
    measure("tbsp", Volume, (147_867_647_825, 10_000_000_000_000_000), "tablespoon tablespoons tbsp tbsps", "tbsp"),
    measure("tsp", Volume, (492_892_159_375, 100_000_000_000_000_000), "teaspoon teaspoons tsp tsps", "tsp"),
    measure("fl oz", Volume, (295_735_295_625, 10_000_000_000_000_000), "", "floz"),
    measure("bbl", Volume, (158_987_294_928, 1_000_000_000_000), "barrel barrels bpd", "bbl"),
    measure("bushel", Volume, (3_523_907_016_688, 100_000_000_000_000), "bushel bushels", ""),
    measure("µg", Mass, (1, 1_000_000_000), "microgram micrograms", "µg μg mcg"),
    measure("mg", Mass, (1, 1_000_000), "milligram milligrams milligramme milligrammes", "mg mgs"),
    measure("g", Mass, (1, 1000), "gram grams gramme grammes", "g gs gm gms"),
    measure("kg", Mass, (1, 1), "kilogram kilograms kilogramme kilogrammes kilo kilos kgs", "kg Kg KG"),
    measure("t", Mass, (1000, 1), "tonne tonnes ton tons", "t"),
    measure("kt", Mass, (1_000_000, 1), "kilotonne kilotonnes", "kt"),
    measure("Mt", Mass, (1_000_000_000, 1), "megatonne megatonnes", "Mt"),
    measure("oz", Mass, (28_349_523_125, 1_000_000_000_000), "ounce ounces oz", "oz"),
    measure("lb", Mass, (45_359_237, 100_000_000), "pound pounds lb lbs", "lb lbs"),
    measure("st", Mass, (635_029_318, 100_000_000), "stone stones", ""),
    measure("carat", Mass, (2, 10_000), "carat carats", "ct"),
    Measure { name: "°C", dimension: Temperature, factor: (1, 1), offset: (27315, 100), words: "celsius centigrade", symbols: "°C ℃" },
    Measure { name: "°F", dimension: Temperature, factor: (5, 9), offset: (45967, 100), words: "fahrenheit", symbols: "°F ℉" },
    measure("K", Temperature, (1, 1), "kelvin kelvins", "K"),
    measure("m/s", Speed, (1, 1), "", ""),
    measure("km/h", Speed, (1000, 3600), "kph kmh kmph", "kph"),
    measure("mph", Speed, (1_609_344, 3_600_000), "mph", "mph"),
    measure("km/s", Speed, (1000, 1), "", ""),
    measure("ft/s", Speed, (3048, 10_000), "fps", ""),
    measure("kn", Speed, (1852, 3600), "knot knots", "kt kts kn"),
    measure("byte", Data, (1, 1), "byte bytes", "B"),
    measure("bit", Data, (1, 8), "bit bits", ""),
    measure("kB", Data, (1000, 1), "kilobyte kilobytes", "kB KB"),
    measure("MB", Data, (1_000_000, 1), "megabyte megabytes", "MB"),
    measure("GB", Data, (1_000_000_000, 1), "gigabyte gigabytes", "GB"),
    measure("TB", Data, (1_000_000_000_000, 1), "terabyte terabytes", "TB"),
    measure("PB", Data, (1_000_000_000_000_000, 1), "petabyte petabytes", "PB"),
    measure("kbit", Data, (125, 1), "kilobit kilobits", "kb Kb"),
    measure("Mbit", Data, (125_000, 1), "megabit megabits", "Mb"),
    measure("Gbit", Data, (125_000_000, 1), "gigabit gigabits", "Gb"),
    measure("bit/s", DataRate, (1, 1), "", "bps"),
    measure("kbit/s", DataRate, (1000, 1), "", "kbps Kbps"),
    measure("Mbit/s", DataRate, (1_000_000, 1), "", "Mbps"),
    measure("Gbit/s", DataRate, (1_000_000_000, 1), "", "Gbps"),
    measure("J", Energy, (1, 1), "joule joules", "J"),
    measure("kJ", Energy, (1000, 1), "kilojoule kilojoules", "kJ"),
    measure("MJ", Energy, (1_000_000, 1), "megajoule megajoules", "MJ"),
    measure("cal", Energy, (4184, 1000), "", "cal"),
    measure("kcal", Energy, (4184, 1), "calorie calories kilocalorie kilocalories", "kcal"),
    measure("Wh", Energy, (3600, 1), "", "Wh"),
    measure("kWh", Energy, (3_600_000, 1), "kilowatthour kilowatthours", "kWh KWh kwh"),
    measure("MWh", Energy, (3_600_000_000, 1), "", "MWh"),
    measure("GWh", Energy, (3_600_000_000_000, 1), "", "GWh"),
    measure("TWh", Energy, (3_600_000_000_000_000, 1), "", "TWh"),
    measure("W", Power, (1, 1), "watt watts", "W"),
    measure("kW", Power, (1000, 1), "kilowatt kilowatts", "kW"),
    measure("MW", Power, (1_000_000, 1), "megawatt megawatts", "MW"),
    measure("GW", Power, (1_000_000_000, 1), "gigawatt gigawatts", "GW"),
    measure("TW", Power, (1_000_000_000_000, 1), "terawatt terawatts", "TW"),
    measure("hp", Power, (745_699_872, 1_000_000), "horsepower", "hp"),
    measure("Pa", Pressure, (1, 1), "pascal pascals", "Pa"),
    measure("hPa", Pressure, (100, 1), "hectopascal hectopascals", "hPa"),
    measure("kPa", Pressure, (1000, 1), "kilopascal kilopascals", "kPa"),
    measure("bar", Pressure, (100_000, 1), "", "bar bars"),
    measure("mbar", Pressure, (100, 1), "millibar millibars", "mbar mb"),
    measure("psi", Pressure, (6_894_757, 1000), "psi", "psi"),
    measure("Hz", Frequency, (1, 1), "hertz", "Hz"),
    measure("kHz", Frequency, (1000, 1), "kilohertz", "kHz"),
    measure("MHz", Frequency, (1_000_000, 1), "megahertz", "MHz"),
    measure("GHz", Frequency, (1_000_000_000, 1), "gigahertz", "GHz"),
    measure("rpm", Frequency, (1, 60), "rpm", "rpm"),
    measure("V", Voltage, (1, 1), "volt volts", "V"),
    measure("mV", Voltage, (1, 1000), "millivolt millivolts", "mV"),
    measure("kV", Voltage, (1000, 1), "kilovolt kilovolts", "kV"),
    measure("A", Current, (1, 1), "ampere amperes amp amps", "A"),
    measure("mA", Current, (1, 1000), "milliampere milliamperes milliamp milliamps", "mA"),
    measure("N", Force, (1, 1), "newton newtons", "N"),
    measure("kN", Force, (1000, 1), "kilonewton kilonewtons", "kN"),
    measure("°", Angle, (1, 1), "degree degrees deg", "° º"),
    measure("rad", Angle, (5_729_577_951_308_232, 100_000_000_000_000), "radian radians", "rad"),
    measure("cd", Light, (1, 1), "candela candelas", "cd"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_convert_through_their_base() {
        for (unit, value, base) in [
            ("km", "3", "3000"),
            ("mi", "1", "1609.344"),
            ("°C", "0", "273.15"),
            ("°F", "32", "273.15"),
            ("GB", "1.5", "1500000000"),
        ] {
            let measure = by_name(unit).unwrap();
            let (value, base) = (Exact::parse(value).unwrap(), Exact::parse(base).unwrap());
            assert_eq!(measure.in_base(value), Some(base), "{unit}");
            assert_eq!(measure.out_of_base(base), Some(value), "{unit}");
        }
    }

    #[test]
    fn squares_and_cubes_are_found_by_their_length() {
        let kilometre = by_symbol("km").unwrap();
        assert_eq!(raised(kilometre, '²').unwrap().name, "km²");
        assert!(by_symbol("KMS").is_none());
    }
}
