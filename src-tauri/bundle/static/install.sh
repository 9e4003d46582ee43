#!/bin/sh
# Installs for the user alone, without an administrator. Drafts lie elsewhere (~/.local/share/shenbaoxia) and are not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
programs=${HOME:?}/.local/lib/shenbaoxia
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
mkdir -p "$programs" "$menu" "$HOME/.local/bin"
# Beside and renamed: a program that runs goes on with its own file.
cp "$here/shenbao" "$programs/shenbao.new"
chmod 755 "$programs/shenbao.new"
mv -f "$programs/shenbao.new" "$programs/shenbao"
cp "$here/icon.svg" "$here/copyright" "$here/LICENSE" "$here/uninstall.sh" "$programs/"
ln -sf "$programs/shenbao" "$HOME/.local/bin/shenbao"
cat > "$menu/shenbaoxia-serve.desktop" <<END
[Desktop Entry]
Type=Application
Name=Shenbaoxia
Name[zh_CN]=申报匣
Comment=Prepares application forms offline
Comment[zh_CN]=在本机离线准备申报材料
Exec="$programs/shenbao" serve %f
MimeType=application/json;
Icon=$programs/icon.svg
Categories=Office;
Terminal=false
END
chmod 644 "$menu/shenbaoxia-serve.desktop"
echo '装好了：开始菜单里点“申报匣”，会在浏览器里打开。终端里用 ~/.local/bin/shenbao。'
echo "卸载：$programs/uninstall.sh（草稿不动）"
