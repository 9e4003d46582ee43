/* The one function of Windows 10 that Rust's library asks and wine 8 lacks: random bytes of the system. It lies beside the
 * program for the runs under wine only. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
