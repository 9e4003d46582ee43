//! Numbers of fields in hundredths, so that decimals add up and compare exactly, and numbers that follow from others.

use std::collections::BTreeMap;

use catalog::{Arithmetic, Computed, Field, Number};

use crate::Case;
use crate::values::value::Value;

/// Digits, perhaps with a point and at most two decimals.
pub(crate) fn is_decimal(text: &str) -> bool {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && whole.len() <= 15 && digits(decimals) && decimals.len() <= 2
}

/// A number in hundredths; none where a value is none.
pub(crate) fn hundredths(value: &Value) -> Option<i128> {
    match value {
        Value::Integer(number) => Some(i128::from(*number) * 100),
        Value::Text(text) if is_decimal(text) => {
            let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
            format!("{whole}{decimals:0<2}").parse().ok()
        }
        _ => None,
    }
}

/// Hundredths as a number: `12`, `12.50`.
pub(crate) fn shown(hundredths: i128) -> String {
    let (sign, figure) = if hundredths < 0 { ("-", -hundredths) } else { ("", hundredths) };
    match figure % 100 {
        0 => format!("{sign}{}", figure / 100),
        rest => format!("{sign}{}.{rest:02}", figure / 100),
    }
}

/// What was worked out already, by the id of its field; none where it does not follow, or hangs on itself.
type Known<'f> = BTreeMap<&'f str, Option<i128>>;

/// The number that follows for a field from the others of its case, in hundredths.
pub(crate) fn follows(case: &Case, field: &Field) -> Option<i128> {
    within(case, field, &mut Known::new())
}

fn within<'c>(case: &'c Case, field: &'c Field, known: &mut Known<'c>) -> Option<i128> {
    let computed = field.computed.as_ref()?;
    if let Some(figure) = known.get(field.id.as_str()) {
        return *figure;
    }
    known.insert(&field.id, None);
    let figures = computed.of.iter().map(|id| match id.split_once('.') {
        Some((rows, column)) => column_sum(case, rows, column),
        None => match case.value(id).and_then(hundredths) {
            Some(given) => Some(given),
            None => within(case, case.field(id)?, known),
        },
    });
    let figure = done(computed.how, &figures.collect::<Vec<_>>());
    known.insert(&field.id, figure);
    figure
}

/// The number that follows for a column from the others of its row, in hundredths.
pub(crate) fn follows_in_row(
    columns: &[Field],
    computed: &Computed,
    row: &BTreeMap<String, Value>,
) -> Option<i128> {
    in_row(columns, computed, row, &mut Known::new())
}

fn in_row<'f>(
    columns: &'f [Field],
    computed: &'f Computed,
    row: &BTreeMap<String, Value>,
    known: &mut Known<'f>,
) -> Option<i128> {
    let figures = computed.of.iter().map(|id| {
        if let Some(given) = row.get(id).and_then(hundredths) {
            return Some(given);
        }
        let other = columns.iter().find(|column| column.id == *id)?;
        if let Some(figure) = known.get(other.id.as_str()) {
            return *figure;
        }
        known.insert(&other.id, None);
        let figure = in_row(columns, other.computed.as_ref()?, row, known);
        known.insert(&other.id, figure);
        figure
    });
    done(computed.how, &figures.collect::<Vec<_>>())
}

fn done(how: Arithmetic, figures: &[Option<i128>]) -> Option<i128> {
    match (how, figures) {
        (Arithmetic::Sum, figures) => {
            let known: Vec<i128> = figures.iter().copied().flatten().collect();
            (!known.is_empty()).then(|| known.iter().sum())
        }
        (Arithmetic::Difference, [Some(whole), Some(part)]) => Some(whole - part),
        (Arithmetic::Quotient, [Some(share), Some(by)]) if *by != 0 => {
            // Rounded to the nearest hundredth, halves up.
            let doubled = share.checked_mul(200)?.checked_div_euclid(*by)?;
            Some((doubled + 1).div_euclid(2))
        }
        _ => None,
    }
}

/// All rows of a column added up, in hundredths; none where there is no number.
pub(crate) fn column_sum(case: &Case, rows: &str, column: &str) -> Option<i128> {
    let columns = case.field(rows)?.kind.columns();
    let own = columns.iter().find(|known| known.id == column)?;
    let Value::Rows(values) = case.value(rows)? else { return None };
    let figure = |row: &BTreeMap<String, Value>| {
        let given = row.get(column).and_then(hundredths);
        given.or_else(|| follows_in_row(columns, own.computed.as_ref()?, row))
    };
    let figures: Vec<i128> = values.iter().filter_map(figure).collect();
    (!figures.is_empty()).then(|| figures.iter().sum())
}

/// A number in hundredths as the value of a field.
pub(crate) fn as_value(field: &Field, figure: i128) -> Value {
    match (field.kind.number(), i64::try_from(figure / 100)) {
        (Some(Number::Whole), Ok(whole)) if figure % 100 == 0 => Value::Integer(whole),
        _ => Value::Text(shown(figure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use catalog::Kind;

    fn computed(how: Arithmetic) -> Computed {
        Computed { how, of: vec!["a".into(), "b".into()] }
    }

    #[test]
    fn numbers_add_up_exactly() {
        let figures = BTreeMap::from([
            ("a".to_owned(), Value::Text("12.50".into())),
            ("b".to_owned(), Value::Integer(3)),
        ]);
        let of = |how| follows_in_row(&[], &computed(how), &figures);
        assert_eq!(of(Arithmetic::Sum), Some(1550));
        assert_eq!(of(Arithmetic::Difference), Some(950));
        assert_eq!(of(Arithmetic::Quotient), Some(417));
        assert_eq!(
            (shown(1550), shown(-950), shown(300)),
            ("15.50".into(), "-9.50".into(), "3".into())
        );
    }

    #[test]
    fn what_is_not_there_is_not_taken_for_nothing() {
        let figures = BTreeMap::from([("a".to_owned(), Value::Integer(3))]);
        let of = |how| follows_in_row(&[], &computed(how), &figures);
        assert_eq!(of(Arithmetic::Sum), Some(300));
        assert_eq!((of(Arithmetic::Difference), of(Arithmetic::Quotient)), (None, None));
    }

    #[test]
    fn many_that_hang_on_each_other_or_in_a_ring_are_worked_out_once() {
        let all: Vec<String> = (0..40).map(|number| format!("c{number}")).collect();
        let column = |id: &String| Field {
            computed: Some(Computed { how: Arithmetic::Sum, of: all.clone() }),
            ..Field::new(id, "数", Kind::Decimal { unit: String::new() }, "")
        };
        let columns: Vec<Field> = all.iter().map(column).collect();
        let computed = columns[0].computed.as_ref().unwrap();
        assert_eq!(follows_in_row(&columns, computed, &BTreeMap::new()), None);
    }
}
