; Installs for the user alone, without an administrator. Drafts lie in %LOCALAPPDATA%\shenbaoxia, so the program does not go
; there but among the user's programs, and taking it away does not touch them. `/S` installs without a word.
Unicode true
ManifestDPIAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh
!insertmacro RefreshShellIcons
!insertmacro un.RefreshShellIcons

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Shenbaoxia"
!define CASE_TYPE "Software\Classes\Shenbaoxia.Case"
!define PACKAGE_TYPE "Software\Classes\Shenbaoxia.Package"
!define PACKAGE_ENDING "Software\Classes\.shenbao"

Name "申报匣"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Shenbaoxia"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "申报匣 ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "申报匣"
VIAddVersionKey "FileDescription" "申报匣安装程序"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "Apache-2.0 AND GPL-3.0-only"

!define MUI_ICON "${STAGE}\icon.ico"
!define MUI_UNICON "${STAGE}\icon.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\shenbaoxia.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开申报匣"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Section
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${STAGE}\*"
  IfErrors 0 written
    MessageBox MB_ICONSTOP "有文件写不进去。请先关闭申报匣（关掉黑色的小窗口），再安装一次。" /SD IDOK
    Abort
  written:
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\申报匣.lnk" "$INSTDIR\shenbaoxia.exe" "" "$INSTDIR\icon.ico" 0
  ; Its console is small: who closes it ends the program, which saves first.
  CreateShortcut "$SMPROGRAMS\申报匣（浏览器）.lnk" "$INSTDIR\shenbao.exe" "serve" "$INSTDIR\icon.ico" 0 SW_SHOWMINIMIZED
  ; Packages have an ending of their own, which opens them.
  WriteRegStr HKCU "${PACKAGE_TYPE}" "" "申报匣交接包"
  WriteRegStr HKCU "${PACKAGE_TYPE}\DefaultIcon" "" '"$INSTDIR\icon.ico"'
  WriteRegStr HKCU "${PACKAGE_TYPE}\shell\open\command" "" '"$INSTDIR\shenbaoxia.exe" "%1"'
  WriteRegStr HKCU "${PACKAGE_ENDING}" "" "Shenbaoxia.Package"
  WriteRegStr HKCU "${PACKAGE_ENDING}\OpenWithProgids" "Shenbaoxia.Package" ""
  ; Case files end in .json, as other files do: offered by 打开方式, never taken over.
  WriteRegStr HKCU "${CASE_TYPE}" "" "申报匣案例"
  WriteRegStr HKCU "${CASE_TYPE}\DefaultIcon" "" '"$INSTDIR\icon.ico"'
  WriteRegStr HKCU "${CASE_TYPE}\shell\open\command" "" '"$INSTDIR\shenbaoxia.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.json\OpenWithProgids" "Shenbaoxia.Case" ""
  ${RefreshShellIcons}
  WriteRegStr HKCU "${KEY}" "DisplayName" "申报匣"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\icon.ico"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  !include "${REMOVE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\申报匣.lnk"
  Delete "$SMPROGRAMS\申报匣（浏览器）.lnk"
  DeleteRegKey HKCU "${PACKAGE_TYPE}"
  DeleteRegKey HKCU "${PACKAGE_ENDING}"
  DeleteRegKey HKCU "${CASE_TYPE}"
  DeleteRegValue HKCU "Software\Classes\.json\OpenWithProgids" "Shenbaoxia.Case"
  DeleteRegKey HKCU "${KEY}"
  ${un.RefreshShellIcons}
SectionEnd
