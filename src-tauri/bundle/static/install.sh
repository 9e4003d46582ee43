#!/bin/sh
# Installs for the user alone, without an administrator. Drafts lie elsewhere (~/.local/share/shenbaoxia) and are not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
programs=${HOME:?}/.local/lib/shenbaoxia
share=${XDG_DATA_HOME:-$HOME/.local/share}
menu=$share/applications
mkdir -p "$programs" "$menu" "$share/mime/packages" "$HOME/.local/bin"
# Beside and renamed: a program that runs goes on with its own file.
cp "$here/shenbao" "$programs/shenbao.new"
chmod 755 "$programs/shenbao.new"
mv -f "$programs/shenbao.new" "$programs/shenbao"
cp "$here/icon.svg" "$here/copyright" "$here/LICENSE" "$here/uninstall.sh" "$programs/"
cp "$here/shenbaoxia.xml" "$share/mime/packages/"
ln -sf "$programs/shenbao" "$HOME/.local/bin/shenbao"
cat > "$menu/shenbaoxia-serve.desktop" <<END
[Desktop Entry]
Type=Application
Name=Shenbaoxia
Name[zh_CN]=申报匣
Comment=Prepares application forms offline
Comment[zh_CN]=在本机离线准备申报材料
Exec="$programs/shenbao" serve %f
MimeType=application/json;application/x-shenbao;
Icon=$programs/icon.svg
Categories=Office;
Terminal=false
END
chmod 644 "$menu/shenbaoxia-serve.desktop"
# Systems without these programs know the files after the next login.
update-mime-database "$share/mime" 2>/dev/null || true
update-desktop-database "$menu" 2>/dev/null || true
echo '装好了：开始菜单里点“申报匣”，会在浏览器里打开。终端里用 ~/.local/bin/shenbao。'
echo "卸载：$programs/uninstall.sh（草稿不动）"
