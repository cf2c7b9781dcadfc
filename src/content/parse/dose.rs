//! Reading a dose: a number, a range, or a number for each of the three doses.
//!
//! It must never accept a dose that goes down from light to full.

use toml::de::DeValue;

use crate::content::model::Dosed;
use crate::document::reader::number::plain_range;
use crate::document::reader::{Assigned, EntryOf, Fields, Limits, Named, TableKind};

const DOSE: TableKind = TableKind { key: "", noun: "a dose", header: "{ light = 10, standard = 15, full = 20 }" };

impl Fields<'_> {
    /// A dose: a number, a range `[low, high]`, or `{ light = , standard = , full = }`.
    pub(crate) fn dose(&mut self, key: &'static str, limits: &Limits) -> Option<Dosed<f64>> {
        let value = self.get(key)?;
        let reader = self.reader;
        let what = Named(key);
        let place = reader.place(&value.span());
        if let DeValue::String(text) = value.get_ref()
            && let Some(range) = plain_range(text)
        {
            let help = format!("write it as a list, without quotes: {}", Assigned(&what, &range));
            reader.wrong_type(&what, value, "a number or a range", &help);
            return None;
        }
        let dosed = match value.get_ref() {
            DeValue::Array(range) => {
                let [low, high] = &**range else {
                    let message = format!("{what} is a list of {}, and a range has two numbers", range.len());
                    reader.error(place, message, "write the least and the most, `[low, high]`");
                    return None;
                };
                let part = |value| reader.number(&EntryOf(key), value, limits);
                let (low, high) = (part(low), part(high));
                let (low, high) = (low?, high?);
                // The middle as a whole number, unless that is out of the range: 2.5 to 2.5 stays 2.5.
                let middle = f64::midpoint(low, high).round();
                let standard = if (low..=high).contains(&middle) { middle } else { f64::midpoint(low, high) };
                Dosed { light: low, standard, full: high }
            }
            DeValue::Table(table) => {
                let mut fields = Fields::new(reader, &DOSE, table, place, None);
                let mut part = |key| {
                    let value = fields.require(key, "10")?;
                    reader.number(&Named(key), value, limits)
                };
                let parts = (part("light"), part("standard"), part("full"));
                fields.finish();
                Dosed { light: parts.0?, standard: parts.1?, full: parts.2? }
            }
            _ => Dosed::even(reader.number(&what, value, limits)?),
        };
        if dosed.light <= dosed.standard && dosed.standard <= dosed.full {
            return Some(dosed);
        }
        let Dosed { light, standard, full } = dosed;
        let numbers = match value.get_ref() {
            DeValue::Array(_) => format!("{light} to {full}"),
            _ => format!("{light} to {standard} to {full}"),
        };
        let help = "put the smallest first: the light dose is never more than the full one";
        reader.error(place, format!("{what} goes down, from {numbers}"), help);
        None
    }
}
