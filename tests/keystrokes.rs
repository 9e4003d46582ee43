//! Every call and route is edited everywhere at random; after each edit the patches add up to what somebody sees
//! who opens the draft anew, where everything is looked at again.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use catalog::{Catalog, Field};
use serde_json::json;
use tempfile::TempDir;

use client::walk::{Chance, edit};
use client::{Client, workbench};

/// Edits of each route.
const EDITS: usize = 30;

#[test]
fn patches_add_up_to_a_fresh_look() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let catalog = Catalog::built_in();
    for (seed, call) in catalog.calls().iter().enumerate() {
        let routes: Vec<&str> = call.routes.iter().map(|route| route.id.as_str()).collect();
        let forms = call.routes.iter().flat_map(|route| &route.forms);
        let fields: Vec<Field> =
            forms.flat_map(|form| &form.fields).chain(&call.fields).cloned().collect();
        for (number, route) in routes.iter().enumerate() {
            let request =
                json!({"ask": "new_draft", "call": call.id, "route": route, "sample": true});
            let mut client = Client::new(&workbench, request);
            let mut chance = Chance((seed * 8 + number) as u64);
            for _ in 0..EDITS {
                edit(&mut client, &fields, &routes, &mut chance);
                client.agrees_with_a_fresh_look();
            }
            client.ask(json!({"ask": "close_draft"}));
        }
    }
}
