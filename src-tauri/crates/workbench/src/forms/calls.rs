//! The calls as doors show them.

use catalog::Catalog;
use foundation::Date;
use serde::Serialize;

/// A call in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CallSummary.ts"))]
pub struct CallSummary {
    /// In case files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub issuer: String,
    /// What is applied for: `案例`, `论文`.
    pub thing: String,
    /// The first day, `2020-06-10`.
    pub opens: String,
    /// The last day.
    pub closes: String,
    /// The hour of the last day at which it ends, `17时`; empty where the notice says none.
    pub hour: String,
    /// Where today lies.
    pub window: WindowState,
    /// The ways by which a case may come; the first is the default.
    pub routes: Vec<RouteSummary>,
    /// The forms; the first is the main one.
    pub forms: Vec<FormSummary>,
    /// Whether it is one of the user's own, and so can be changed at the form desk.
    pub own: bool,
}

/// Where today lies in the window of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WindowState.ts"))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum WindowState {
    /// It opens in so many days.
    NotYetOpen {
        /// At least 1.
        days: i32,
    },
    /// It is open.
    Open {
        /// 0 on the last day.
        days_left: i32,
    },
    /// It says no day.
    Undated,
    /// It closed so many days ago.
    Passed {
        /// At least 1.
        days: i32,
    },
}

/// A way by which a case may come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RouteSummary.ts"))]
pub struct RouteSummary {
    /// In case files.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether there is a case that is filled in to be looked at.
    pub sample: bool,
}

/// A form of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormSummary.ts"))]
pub struct FormSummary {
    /// Names it to `render`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one copy is about.
    pub per: Per,
}

/// What one copy of a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Per.ts"))]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// One case.
    Case,
    /// All cases of a recommending office.
    Roundup,
}

impl From<catalog::Per> for Per {
    fn from(per: catalog::Per) -> Self {
        match per {
            catalog::Per::Case => Self::Case,
            catalog::Per::Roundup => Self::Roundup,
        }
    }
}

pub(crate) fn calls(catalog: &Catalog, today: Date) -> Vec<CallSummary> {
    catalog.calls().iter().map(|call| summary(call, today)).collect()
}

pub(crate) fn summary(call: &catalog::Call, today: Date) -> CallSummary {
    let days = |from: Date, to: Date| (to - from).get_days();
    let window = if !call.is_dated() {
        WindowState::Undated
    } else if today < call.opens {
        WindowState::NotYetOpen { days: days(today, call.opens) }
    } else if today > call.closes {
        WindowState::Passed { days: days(call.closes, today) }
    } else {
        WindowState::Open { days_left: days(today, call.closes) }
    };
    CallSummary {
        id: call.id.clone(),
        title: call.title.clone(),
        issuer: call.issuer.clone(),
        thing: call.thing.clone(),
        opens: call.opens.to_string(),
        closes: call.closes.to_string(),
        hour: call.closing_hour.map_or_else(String::new, |hour| hour.to_string()),
        window,
        routes: call
            .routes
            .iter()
            .map(|route| RouteSummary {
                id: route.id.clone(),
                title: route.title.clone(),
                sample: call.samples.iter().any(|(id, _)| *id == route.id),
            })
            .collect(),
        forms: call
            .forms
            .iter()
            .map(|form| FormSummary {
                id: form.id.clone(),
                title: form.title.clone(),
                per: form.per.into(),
            })
            .collect(),
        own: !Catalog::comes_with_the_program(&call.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window_on(day: &str) -> WindowState {
        calls(&Catalog::built_in(), day.parse().unwrap())
            .into_iter()
            .find(|call| call.id == "js-2020")
            .map(|call| call.window)
            .unwrap()
    }

    #[test]
    fn the_last_day_is_still_open() {
        assert_eq!(window_on("2020-06-09"), WindowState::NotYetOpen { days: 1 });
        assert_eq!(window_on("2020-06-10"), WindowState::Open { days_left: 51 });
        assert_eq!(window_on("2020-07-31"), WindowState::Open { days_left: 0 });
        assert_eq!(window_on("2020-08-01"), WindowState::Passed { days: 1 });
    }
}
