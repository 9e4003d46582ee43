//! Values by field id. A case file is refused where its form has no place for one; a draft sets it aside,
//! so that a form that changed under it neither locks nor empties it.

use crate::Case;
use crate::file::case_file::Reader;
use crate::file::json::Json;
use crate::values::value::Value;

/// An empty value is not worth keeping.
fn is_empty(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Text(text) => text.trim().is_empty(),
        Json::List(list) => list.iter().all(is_empty),
        Json::Object(entries) => entries.iter().all(|(_, entry)| is_empty(entry)),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

impl Reader {
    /// Reads the values into a case. What was set aside before comes back where its field takes it and
    /// holds nothing else.
    pub(crate) fn values(
        &mut self,
        values: Option<Json>,
        set_aside: Vec<(String, Json)>,
        case: &mut Case,
    ) {
        for (id, json) in self.object("values", values) {
            let kept = (self.keeps_unknown && !is_empty(&json)).then(|| json.clone());
            let faults = self.faults_mut().len();
            if let Some(value) = self.value_of(&id, json, case) {
                case.values.insert(id.clone(), value);
            }
            let fits = !(self.keeps_unknown && self.forgive(faults));
            if let Some(kept) = kept.filter(|_| !fits) {
                case.set_aside.insert(id, kept.into_value());
            }
        }
        for (id, json) in set_aside {
            let kept = json.clone();
            let faults = self.faults_mut().len();
            let value = self.value_of(&id, json, case);
            let fits = !self.forgive(faults);
            match value.filter(|_| fits && !case.values.contains_key(&id)) {
                Some(value) => {
                    case.values.insert(id, value);
                }
                None => {
                    case.set_aside.entry(id).or_insert_with(|| kept.into_value());
                }
            }
        }
    }

    fn value_of(&mut self, id: &str, json: Json, case: &Case) -> Option<Value> {
        let place = format!("values/{id}");
        if let Some(field) = case.field(id) {
            return self.value(&place, field, json);
        }
        let known: Vec<&str> = case.kept_fields().map(|field| field.id.as_str()).collect();
        self.unknown(&place, "栏目", id, &known);
        None
    }

    /// Takes back the faults behind the first so many; whether there were any.
    fn forgive(&mut self, first: usize) -> bool {
        let found = self.faults_mut();
        let any = found.len() > first;
        found.truncate(first);
        any
    }
}
