/* Starts the program with the Python in _internal: kgdesk.exe ARGUMENTS is python -m kgdesk ARGUMENTS.
   For the trial outside Windows only; releases are frozen. A worker process of multiprocessing calls its
   executable with -c and options of Python: those are handed on as they are. */

#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

typedef int (*entrance)(int, wchar_t **);

static int run(int count, wchar_t **words)
{
    static wchar_t folder[MAX_PATH];
    static wchar_t library[MAX_PATH + 16];
    wchar_t **handed = calloc((size_t)count + 3, sizeof *handed);
    int number = 0, is_worker = 0;

    if (!handed || !GetModuleFileNameW(NULL, folder, MAX_PATH))
        return 70;
    *wcsrchr(folder, L'\\') = 0;
    wcscat(folder, L"\\_internal");
    SetDllDirectoryW(folder);
    wcscpy(library, folder);
    wcscat(library, L"\\python312.dll");
    HMODULE python = LoadLibraryW(library);
    entrance start = python ? (entrance)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!start)
        return 70;
    for (int place = 1; place < count; place++)
        is_worker |= !wcscmp(words[place], L"--multiprocessing-fork");
    handed[number++] = words[0];
    if (!is_worker) {
        handed[number++] = L"-m";
        handed[number++] = L"kgdesk";
    }
    for (int place = 1; place < count; place++)
        handed[number++] = words[place];
    return start(number, handed);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int shown)
{
    (void)self, (void)before, (void)line, (void)shown;
    int count;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
    return words ? run(count, words) : 70;
}
#else
int wmain(int count, wchar_t **words)
{
    return run(count, words);
}
#endif
