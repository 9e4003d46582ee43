//! A call: who asks for what until when, by which routes, with which forms, and how what is sent is
//! named.

use std::sync::Arc;

use foundation::{Date, Px};

use crate::{Form, Template};

/// A call for cases.
#[derive(Clone, Debug)]
pub struct Call {
    /// The folder's name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who asks.
    pub issuer: String,
    /// The first day.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// The clause of the window.
    pub window_source: String,
    /// The ways by which a case may come; the first is the default.
    pub routes: Vec<Route>,
    /// The forms, with this call's variables and limits put in; the first is the main one.
    pub forms: Vec<Arc<Form>>,
    /// What the applicant has to declare.
    pub declarations: Vec<Declaration>,
    /// Checks beyond those of the forms.
    pub checks: Vec<CallCheck>,
    /// The least size of photos and videos.
    pub media: Option<MediaMinimum>,
    /// A case for each route that has one, as JSON, for `new --sample`.
    pub samples: Vec<(String, String)>,
}

impl Call {
    /// The route with this id.
    pub fn route(&self, id: &str) -> Option<&Route> {
        self.routes.iter().find(|route| route.id == id)
    }

    /// The form with this id.
    pub fn form(&self, id: &str) -> Option<&Arc<Form>> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The form that is filled in first.
    pub fn main_form(&self) -> &Arc<Form> {
        &self.forms[0]
    }
}

/// A way by which a case comes to the organiser.
#[derive(Clone, Debug)]
pub struct Route {
    /// In the case file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Fields that this route makes required.
    pub requires: Vec<String>,
    /// Fields that this route advises to fill in.
    pub advises: Vec<String>,
    /// The name of what is sent.
    pub naming: Template,
    /// The clause of the name.
    pub naming_source: String,
    /// The clause of the route.
    pub source: String,
}

/// Something that the applicant has to declare.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// In `answers` of the case file.
    pub id: String,
    /// What is declared.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// A check that the call adds.
#[derive(Clone, Debug)]
pub enum CallCheck {
    /// A month or date field should not lie before `from`.
    NotBefore {
        /// The field.
        field: String,
        /// `2018-01` or `2018-01-01`.
        from: String,
        /// 原则上: a reason settles it.
        in_principle: bool,
        /// The clause.
        source: String,
    },
}

/// The least size of photos and videos.
#[derive(Clone, Debug)]
pub struct MediaMinimum {
    /// The long side.
    pub long_side: Px,
    /// The short side.
    pub short_side: Px,
    /// The clause.
    pub source: String,
}
