; The installer for Windows: per user, no administrator, no network, Vietnamese and English, silent with /S.
; makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DSTAGE=folder -DICON=kgdesk.ico -DGOAL=KGDesk-0.1.0.exe kgdesk.nsi
; STAGE holds kgdesk.exe (command line), kgdeskw.exe (window) and _internal, as freezing on Windows makes them.

!ifdef TARGET
  Target ${TARGET} ; amd64-unicode for a Wine that runs 64 bit only; Windows' own NSIS makes 32 bit, which runs everywhere
!endif
Unicode true
ManifestDPIAware true
CRCCheck force
SetCompressor /SOLID lzma
RequestExecutionLevel user

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\KGDesk"
!define CLASSES "Software\Classes"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"

Name "KGDesk"
OutFile "${GOAL}"
BrandingText "KGDesk ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\KGDesk"
InstallDirRegKey HKCU "Software\KGDesk\Installer" "Folder"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "KGDesk"
VIAddVersionKey "CompanyName" "KGDesk"
VIAddVersionKey "FileDescription" "KGDesk ${VERSION} Setup"
VIAddVersionKey "LegalCopyright" "KGDesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "Software\KGDesk\Installer"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\kgdeskw.exe"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL

LangString WELCOME ${LANG_VIETNAMESE} "Chương trình này cài KGDesk ${VERSION} cho riêng tài khoản Windows của bạn.$\r$\n$\r$\nKhông cần quyền quản trị, không cần mạng. Sổ làm việc và các tệp bạn đã có được giữ nguyên.$\r$\n$\r$\nHãy đóng KGDesk nếu đang mở, rồi bấm Tiếp."
LangString WELCOME ${LANG_ENGLISH} "This installs KGDesk ${VERSION} for your own Windows account.$\r$\n$\r$\nNo administrator and no network are needed. Your workspaces and files stay as they are.$\r$\n$\r$\nClose KGDesk if it is open, then click Next."
LangString PROGRAM ${LANG_VIETNAMESE} "KGDesk (bắt buộc)"
LangString PROGRAM ${LANG_ENGLISH} "KGDesk (required)"
LangString DESKTOP ${LANG_VIETNAMESE} "Biểu tượng trên màn hình"
LangString DESKTOP ${LANG_ENGLISH} "Icon on the desktop"
LangString RUNNING ${LANG_VIETNAMESE} "KGDesk đang mở nên không thay được tệp của nó. Hãy đóng mọi cửa sổ KGDesk rồi bấm Thử lại."
LangString RUNNING ${LANG_ENGLISH} "KGDesk is open, so its files cannot be replaced. Close every KGDesk window, then click Retry."
LangString TOO_OLD ${LANG_VIETNAMESE} "KGDesk cần Windows 10 hoặc 11, bản 64 bit. Máy này không đáp ứng nên chưa cài gì."
LangString TOO_OLD ${LANG_ENGLISH} "KGDesk needs Windows 10 or 11, 64 bit. This computer has something else; nothing was installed."
LangString OLDER ${LANG_VIETNAMESE} "Máy đang có KGDesk $0, mới hơn bản ${VERSION} này. Sổ làm việc đã được bản mới nâng cấp sẽ không mở được bằng bản cũ; bản sao trước khi nâng cấp nằm trong thư mục có đuôi -sao-luu cạnh sổ làm việc.$\r$\n$\r$\nBạn vẫn muốn cài bản cũ?"
LangString OLDER ${LANG_ENGLISH} "This computer has KGDesk $0, newer than this version ${VERSION}. Workspaces that the newer one has upgraded cannot be opened by the older one; the copy from before the upgrade lies beside the workspace, in the folder whose name ends in -sao-luu.$\r$\n$\r$\nInstall the older version all the same?"
LangString WORKSPACE ${LANG_VIETNAMESE} "Sổ làm việc KGDesk"
LangString WORKSPACE ${LANG_ENGLISH} "KGDesk workspace"
LangString PLAN ${LANG_VIETNAMESE} "Gói chỉ tiêu KGDesk"
LangString PLAN ${LANG_ENGLISH} "KGDesk plan pack"
LangString PART ${LANG_VIETNAMESE} "Phần việc KGDesk"
LangString PART ${LANG_ENGLISH} "Part of a KGDesk return"
LangString KEPT ${LANG_VIETNAMESE} "Đã gỡ KGDesk. Sổ làm việc, báo cáo và khóa ký của bạn vẫn còn nguyên."
LangString KEPT ${LANG_ENGLISH} "KGDesk was removed. Your workspaces, returns and keys are all still there."

!macro REFUSE_WHILE_RUNNING PREFIX
Function ${PREFIX}RefuseWhileRunning
  again:
  ${If} ${FileExists} "$INSTDIR\kgdeskw.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\kgdeskw.exe" a
    ${If} ${Errors}
      Goto busy
    ${EndIf}
    FileClose $1
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\kgdesk.exe"
    ClearErrors
    FileOpen $1 "$INSTDIR\kgdesk.exe" a
    ${If} ${Errors}
      Goto busy
    ${EndIf}
    FileClose $1
  ${EndIf}
  Return
  busy:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_RUNNING ""
!insertmacro REFUSE_WHILE_RUNNING "un."

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 = 1
      MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(OLDER)" /SD IDYES IDYES go_on
      SetErrorLevel 1
      Quit
      go_on:
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

!macro ASSOCIATE ENDING KIND NAME
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\kgdeskw.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\kgdeskw.exe" open "%1"'
  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}" ""
!macroend

; Another program may have taken the ending since: then it keeps it.
!macro DISSOCIATE ENDING KIND
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
  ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
  ${EndIf}
  DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
!macroend

!macro TELL_EXPLORER
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

Section "$(PROGRAM)" SecProgram
  SectionIn RO
  Call RefuseWhileRunning
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal"
  File /r "${STAGE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\KGDesk.lnk" "$INSTDIR\kgdeskw.exe"
  !insertmacro ASSOCIATE ".kgdesk" "KGDesk.Workspace" "$(WORKSPACE)"
  !insertmacro ASSOCIATE ".kgplan" "KGDesk.Plan" "$(PLAN)"
  !insertmacro ASSOCIATE ".kgpart" "KGDesk.Part" "$(PART)"
  !insertmacro TELL_EXPLORER
  WriteRegStr HKCU "${APP_PATHS}\kgdesk.exe" "" "$INSTDIR\kgdesk.exe"
  WriteRegStr HKCU "Software\KGDesk\Installer" "Folder" "$INSTDIR"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "KGDesk"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\kgdeskw.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "KGDesk"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
SectionEnd

Section "$(DESKTOP)" SecDesktop
  CreateShortcut "$DESKTOP\KGDesk.lnk" "$INSTDIR\kgdeskw.exe"
SectionEnd

Section "Uninstall"
  Call un.RefuseWhileRunning
  ; only what the installer brought: the folder goes when nothing else lies in it
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\kgdesk.exe"
  Delete "$INSTDIR\kgdeskw.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\KGDesk.lnk"
  Delete "$DESKTOP\KGDesk.lnk"
  !insertmacro DISSOCIATE ".kgdesk" "KGDesk.Workspace"
  !insertmacro DISSOCIATE ".kgplan" "KGDesk.Plan"
  !insertmacro DISSOCIATE ".kgpart" "KGDesk.Part"
  !insertmacro TELL_EXPLORER
  DeleteRegKey HKCU "${APP_PATHS}\kgdesk.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\KGDesk\Installer"
  DeleteRegKey /ifempty HKCU "Software\KGDesk"
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
