//! `shenbao pack`, `unpack`, `inspect`, `verify`: packages, and folders that were sent.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use parcel::package::PackageFault;
use workbench::{Arrived, Desk, Fault, FormState, LeftOut, Packed, Unpacked, Wanted};

use crate::bar;
use crate::refuse_of_case;
use crate::terminal::{print_json, print_text, tell};
use crate::words::finding_lines;

/// Packs a case file.
pub(crate) fn pack(
    desk: &Desk<'_>,
    case: &Path,
    (output, wanted): (&Path, &Wanted),
    json: bool,
) -> Result<ExitCode, Fault> {
    refuse_of_case(desk, case, output)?;
    let writing = bar::Writing::new();
    let packed = desk.open(case).and_then(|open| desk.pack(&open, output, wanted, &writing));
    drop(writing);
    tell_packed(&packed?, json)?;
    Ok(ExitCode::SUCCESS)
}

/// Packs a call with its forms, without a case.
pub(crate) fn pack_form(
    desk: &Desk<'_>,
    call: &str,
    output: &Path,
    json: bool,
) -> Result<ExitCode, Fault> {
    let packed = desk.pack_form(call, output)?;
    if json {
        print_json(&packed)?;
    } else {
        print_text(&format!("{}\n", packed.file))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What was packed, in words or as JSON.
pub(crate) fn tell_packed(packed: &Packed, json: bool) -> Result<(), Fault> {
    for LeftOut { name, why } in &packed.left_out {
        tell(&format!("提示：案例里的“{name}”没有打进去：{why}\n"));
    }
    if json {
        return print_json(packed);
    }
    print_text(&packed.packages.iter().map(|path| format!("{path}\n")).collect::<String>())
}

/// Unpacks packages, each into a folder of its own.
pub(crate) fn unpack(
    desk: &Desk<'_>,
    files: &[PathBuf],
    out: Option<&Path>,
    json: bool,
) -> Result<ExitCode, Fault> {
    as_packed(|| {
        let mut unpacked: Vec<Unpacked> = Vec::new();
        for mut arrived in desk.arrived(files)? {
            let writing = bar::Writing::new();
            let done = desk.unpack(&mut arrived, out.unwrap_or(Path::new(".")), &writing);
            drop(writing);
            let done = done?;
            tell_form(&arrived);
            unpacked.push(done);
        }
        if json {
            // One is what is asked for as a rule.
            return match &unpacked[..] {
                [one] => print_json(one),
                all => print_json(all),
            };
        }
        for one in &unpacked {
            let files = one.files.iter().map(|file| format!("  {}\n", file.path));
            print_text(&format!("{}\n{}", one.folder, files.collect::<String>()))?;
        }
        Ok(())
    })
}

/// Shows what is in a package.
pub(crate) fn inspect(desk: &Desk<'_>, files: &[PathBuf], json: bool) -> Result<ExitCode, Fault> {
    as_packed(|| {
        let mut arrived = match desk.arrived_alone(files) {
            Err(Fault::Package { fault: PackageFault::Form, path }) => {
                return inspect_form(desk, &path, json);
            }
            arrived => arrived?,
        };
        let writing = bar::Writing::new();
        let inspected = desk.inspect(&mut arrived, &writing);
        drop(writing);
        let inspected = inspected?;
        tell_form(&arrived);
        if json {
            return print_json(&inspected);
        }
        let mut text = format!(
            "{}\n  征集：{}\n  案例编号：{}，修订号 {}\n  打包：{} {}\n",
            inspected.title,
            inspected.call_title,
            inspected.id,
            inspected.revision,
            inspected.packed,
            inspected.packer
        );
        for file in inspected.files.iter().filter(|file| file.name.is_some()) {
            let name = file.name.as_deref().unwrap_or_default();
            text += &format!("  {name}（{} 字节）\n", file.bytes);
        }
        for sent in &inspected.sent {
            let moment = sent.moment.parse().map(foundation::Timestamp::as_millisecond);
            let moment = moment.map_or_else(|_| sent.moment.clone(), foundation::china_minute);
            text += &format!("  报送过：{moment}，修订号 {}\n", sent.revision);
        }
        for name in &inspected.missing {
            text += &format!("  {name}（打包时不在）\n");
        }
        print_text(&text)?;
        tell(&finding_lines(&inspected.findings));
        Ok(())
    })
}

/// Shows what is in a form package.
fn inspect_form(desk: &Desk<'_>, path: &Path, json: bool) -> Result<(), Fault> {
    let coming = desk.form_coming(path, &desk.form_arrived(path)?);
    if json {
        return print_json(&coming);
    }
    let packed = coming.packed.map(foundation::china_minute).unwrap_or_default();
    let mut text = format!(
        "表单包：{}（{}）\n  打包：{packed} {}\n  校验值：{}\n",
        coming.call_title, coming.call, coming.program, coming.digest
    );
    for form in &coming.forms {
        text += &format!("  {form}\n");
    }
    print_text(&text)?;
    tell(match coming.form {
        FormState::Same => "这里已经有，内容相同。\n",
        FormState::Changed => "这里有同名而内容不同的：\n",
        FormState::Absent => "这里还没有；用 shenbao drafts import 收下。\n",
    });
    tell(&coming.differs.iter().map(|line| format!("  {line}\n")).collect::<String>());
    Ok(())
}

/// Looks at a folder that was sent.
pub(crate) fn verify(desk: &Desk<'_>, folder: &Path, json: bool) -> Result<ExitCode, Fault> {
    let writing = bar::Writing::new();
    let verified = desk.verify(folder, &writing);
    drop(writing);
    let verified = verified?;
    if json {
        print_json(&verified)?;
    } else {
        for found in &verified.findings {
            tell(&format!("{}{}\n", found.message, found.hint));
        }
        if verified.is_same() {
            print_text(&format!("{} 个文件和报送时一样。\n", verified.files.len()))?;
        }
    }
    Ok(ExitCode::from(u8::from(!verified.is_same())))
}

/// What came changed or incomplete is 1, and nothing of it was taken; what cannot be read at all is 2.
fn as_packed(work: impl FnOnce() -> Result<(), Fault>) -> Result<ExitCode, Fault> {
    match work() {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(fault) if fault.is_not_as_packed() => {
            tell(&format!("{fault}\n"));
            Ok(ExitCode::from(1))
        }
        Err(fault) => Err(fault),
    }
}

fn tell_form(arrived: &Arrived) {
    let call = &arrived.package.waybill.call.title;
    match arrived.form {
        FormState::Same => {}
        FormState::Changed => tell(&format!("提示：“{call}”的表单和这里的不一样，按这里的看。\n")),
        FormState::Absent => tell(&format!("提示：这里没有征集“{call}”。\n")),
    }
}
