#!/bin/sh
# Takes away what install.sh put there; the drafts stay.
set -eu
programs=${HOME:?}/.local/lib/shenbaoxia
share=${XDG_DATA_HOME:-$HOME/.local/share}
rm -f "$share/applications/shenbaoxia-serve.desktop" "$share/mime/packages/shenbaoxia.xml"
update-mime-database "$share/mime" 2>/dev/null || true
update-desktop-database "$share/applications" 2>/dev/null || true
[ "$(readlink "$HOME/.local/bin/shenbao" 2>/dev/null || true)" != "$programs/shenbao" ] || rm -f "$HOME/.local/bin/shenbao"
rm -f "$programs/shenbao" "$programs/icon.svg" "$programs/copyright" "$programs/LICENSE" "$programs/uninstall.sh"
rmdir "$programs" 2>/dev/null || true
echo '已卸载。草稿还在 ~/.local/share/shenbaoxia。'
