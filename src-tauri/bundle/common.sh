# What all packages have in common; each script of a target reads it, from the root of the project.

# The commit's time stands for all times in archives, so that the same commit gives the same bytes.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH CARGO_TARGET_DIR=$PWD/target

version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)
out=target/release/bundle
# What README.md and FORMAT.md link to, and the forms and calls that next year's are copied from, lie beside
# them in the archives, and in the Linux packages by tauri.conf.json.
pages=(README.md LICENSE assets/{FORMAT,CASE-FILE,CODES,SAFETY}.md assets/{fonts,regions}/README.md
    assets/{forms,calls,guidance,examples,pictures})

# Where the project, the crates and the compiler lie on this machine stands in no program, so that the same commit gives the
# same bytes in any folder and nobody's home is told. More flags of a target are its arguments.
flags_without_paths() {
    local IFS=$'\x1f' sources
    # Where the library's sources are installed, its places are told as where they are not.
    sources=$(rustc --print sysroot)/lib/rustlib/src/rust
    local flags=("--remap-path-prefix=$PWD=/shenbaoxia"
        "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
        "--remap-path-prefix=$sources=/rustc/$(rustc -vV | sed -n 's/^commit-hash: //p')" "$@")
    unset RUSTFLAGS
    export CARGO_ENCODED_RUSTFLAGS="${flags[*]}"
}

# $(only FILE LIBRARIES): a program for Windows uses no other libraries than these, which its Windows has or which lie beside it.
only() {
    local foreign
    foreign=$(x86_64-w64-mingw32-objdump -p "$1" | sed -n 's/^\s*DLL Name: //p' | tr '[:upper:]' '[:lower:]' |
        grep -vxE "($2)\.dll" || true)
    [ -z "$foreign" ] || { echo "$(basename "$1") 要用 Windows 不一定有的库：$foreign" >&2; exit 1; }
}

# Text as Notepad reads it: it knows the encoding by its mark, and old ones want both characters at a line end.
for_notepad() {
    { printf '\xef\xbb\xbf'; sed 's/$/\r/' "$1"; } > "$2"
}

# $(gather_licences [TARGET]): the licences of all that is compiled in, as target/release/copyright.
gather_licences() {
    echo '汇集所用软件的许可证……'
    mkdir -p target/release
    node src-tauri/bundle/licences.mjs "$@" > target/release/THIRD-PARTY.txt
    {
        cat <<'END'
Shenbaoxia (申报匣), copyright of its authors, is under the Apache License, Version 2.0: see LICENSE
beside this file, on Debian also /usr/share/common-licenses/Apache-2.0.

The font FandolFang is compiled into the programs. It is under the GNU General Public License,
version 3, with the font exception. The programs as they are packaged here are therefore distributed
as a whole under the GNU General Public License, version 3: its text stands below under FandolFang,
on Debian also in /usr/share/common-licenses/GPL-3. Documents made with them are not affected.

END
        cat target/release/THIRD-PARTY.txt
    } > target/release/copyright
}
